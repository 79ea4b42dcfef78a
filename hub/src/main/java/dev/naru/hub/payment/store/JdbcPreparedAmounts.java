package dev.naru.hub.payment.store;

import dev.naru.hub.payment.PreparedAmounts;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Prepared amounts in the database. */
public final class JdbcPreparedAmounts implements PreparedAmounts {

  private final JdbcClient db;

  public JdbcPreparedAmounts(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Prepared put(long merchantId, Prepared prepared) {
    write(
        """
        insert into prepared_amount (merchant_id, order_number, amount, currency)
        values (:merchant, :orderNumber, :amount, :currency)
        on conflict (merchant_id, order_number)
        do update set amount = excluded.amount, currency = excluded.currency
        """,
        merchantId,
        prepared);
    return prepared;
  }

  @Override
  public boolean change(long merchantId, Prepared prepared) {
    return write(
            """
            update prepared_amount set amount = :amount, currency = :currency
            where merchant_id = :merchant and order_number = :orderNumber
            """,
            merchantId,
            prepared)
        == 1;
  }

  @Override
  public boolean putIfAbsent(long merchantId, Prepared prepared) {
    return write(
            """
            insert into prepared_amount (merchant_id, order_number, amount, currency)
            values (:merchant, :orderNumber, :amount, :currency)
            on conflict (merchant_id, order_number) do nothing
            """,
            merchantId,
            prepared)
        == 1;
  }

  @Override
  public Optional<Prepared> find(long merchantId, String orderNumber) {
    return db.sql(
            """
            select order_number, amount, currency from prepared_amount
            where merchant_id = :merchant and order_number = :orderNumber
            """)
        .param("merchant", merchantId)
        .param("orderNumber", orderNumber)
        .query((row, number) ->
            new Prepared(
                row.getString("order_number"),
                row.getBigDecimal("amount"),
                row.getString("currency")))
        .optional();
  }

  private int write(String sql, long merchantId, Prepared prepared) {
    return db.sql(sql)
        .param("merchant", merchantId)
        .param("orderNumber", prepared.orderNumber())
        .param("amount", prepared.amount())
        .param("currency", prepared.currency(), java.sql.Types.VARCHAR)
        .update();
  }
}
