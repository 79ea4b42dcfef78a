package dev.naru.hub.billing;

import dev.naru.hub.billing.RepeatRule.Past;
import dev.naru.pg.spi.Money;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a key has been charged with since it was issued. */
final class KeyHistory {

  private final JdbcClient db;

  KeyHistory(JdbcClient db) {
    this.db = db;
  }

  /**
   * The charges of a key, the oldest first and those under way last. The first one is always there,
   * whatever became of it, as it sets amount and day; of the others, those that still hold money or
   * are under way.
   */
  List<Past> of(BillingKey key) {
    return db.sql(
            """
            select at, amount, currency, stands from (
              select coalesce(paid_at, started_at) as at, amount, currency, payment_number,
                     state = 'APPROVING' or cancelled < amount as stands,
                     row_number() over (order by state = 'APPROVING', coalesce(paid_at, started_at),
                                        started_at, payment_number) as place
                from payment
               where merchant_id = :merchant and customer_key = :customerKey and charged
                 and state in ('APPROVING', 'PAID', 'CANCELLED')
                 and (payment_number = :issuedBy or started_at >= :issuedAt)) charge
             where stands or place = 1
             order by place
            """)
        .param("merchant", key.merchantId())
        .param("customerKey", key.customerKey())
        .param("issuedBy", key.issuedBy())
        .param("issuedAt", key.updatedAt().atOffset(ZoneOffset.UTC))
        .query((row, number) ->
            new Past(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new Money(row.getLong("amount"), row.getString("currency")),
                row.getBoolean("stands")))
        .list();
  }
}
