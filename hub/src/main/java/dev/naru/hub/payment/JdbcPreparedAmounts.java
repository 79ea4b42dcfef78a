package dev.naru.hub.payment;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Prepared amounts in the database. */
final class JdbcPreparedAmounts implements PreparedAmounts {

  private final JdbcClient db;

  JdbcPreparedAmounts(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Prepared put(long merchantId, Prepared prepared) {
    write(
        """
        insert into prepared_amount (merchant_id, merchant_uid, amount, currency)
        values (:merchant, :merchantUid, :amount, :currency)
        on conflict (merchant_id, merchant_uid)
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
            where merchant_id = :merchant and merchant_uid = :merchantUid
            """,
            merchantId,
            prepared)
        == 1;
  }

  @Override
  public boolean putIfAbsent(long merchantId, Prepared prepared) {
    return write(
            """
            insert into prepared_amount (merchant_id, merchant_uid, amount, currency)
            values (:merchant, :merchantUid, :amount, :currency)
            on conflict (merchant_id, merchant_uid) do nothing
            """,
            merchantId,
            prepared)
        == 1;
  }

  @Override
  public Optional<Prepared> find(long merchantId, String merchantUid) {
    return db.sql(
            """
            select merchant_uid, amount, currency from prepared_amount
            where merchant_id = :merchant and merchant_uid = :merchantUid
            """)
        .param("merchant", merchantId)
        .param("merchantUid", merchantUid)
        .query(
            (row, number) ->
                new Prepared(
                    row.getString("merchant_uid"),
                    row.getBigDecimal("amount"),
                    row.getString("currency")))
        .optional();
  }

  private int write(String sql, long merchantId, Prepared prepared) {
    return db.sql(sql)
        .param("merchant", merchantId)
        .param("merchantUid", prepared.merchantUid())
        .param("amount", prepared.amount())
        .param("currency", prepared.currency(), java.sql.Types.VARCHAR)
        .update();
  }
}
