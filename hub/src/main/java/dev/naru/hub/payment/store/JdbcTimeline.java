package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.instant;

import dev.naru.hub.payment.Timeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal's lines of one payment. */
public final class JdbcTimeline implements Timeline {

  private static final Predicate<String> UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").asMatchPredicate();

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

  /**
   * Finds the calls by the journal, which names the attempts, so that attempts need no index by
   * payment.
   */
  @Override
  public List<Call> calls(long merchantId, String paymentNumber) {
    String attempts =
        of(merchantId, paymentNumber).stream()
            .filter(step -> step.what().endsWith("claimed") && UUID_TEXT.test(step.detail()))
            .map(Step::detail)
            .collect(Collectors.joining(",", "{", "}"));
    return db.sql(
            """
            select kind, amount, created_at, ended_at, outcome, answer, fence from attempt
             where merchant_id = :merchant and id = any(cast(:attempts as uuid[]))
             order by created_at, id
            """)
        .param("merchant", merchantId)
        .param("attempts", attempts)
        .query((row, number) -> call(row))
        .list();
  }

  private static Call call(ResultSet row) throws SQLException {
    return new Call(
        row.getString("kind").toLowerCase(Locale.ROOT),
        row.getLong("amount"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "ended_at"),
        row.getString("outcome"),
        row.getString("answer"),
        row.getInt("fence"));
  }
}
