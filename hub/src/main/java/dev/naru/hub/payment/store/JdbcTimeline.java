package dev.naru.hub.payment.store;

import dev.naru.hub.payment.Timeline;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal's lines of one payment. */
public final class JdbcTimeline implements Timeline {

  private final JdbcClient db;

  public JdbcTimeline(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Optional<Long> merchantOf(String paymentNumber) {
    return db.sql("select merchant_id from payment where payment_number = :number")
        .param("number", paymentNumber)
        .query(Long.class)
        .optional();
  }

  @Override
  public List<Step> of(long merchantId, String paymentNumber) {
    return db.sql(
            """
            select at, what, detail from journal
             where merchant_id = :merchant and payment_number = :number order by at, id
            """)
        .param("merchant", merchantId)
        .param("number", paymentNumber)
        .query((row, number) ->
            new Step(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("what"),
                row.getString("detail")))
        .list();
  }
}
