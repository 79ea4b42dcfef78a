package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.instant;
import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.payment.store.Attempt.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Unresolved attempts in the database. {@code unresolved_since < 'infinity'} is always true; it is
 * written out so that PostgreSQL can use the index that has it as its condition.
 */
public final class JdbcUnresolvedAttempts implements UnresolvedAttempts {

  private static final String SELECT =
      """
      select a.*, p.order_number, p.provider, p.mid, p.test, p.pg_tid, p.currency
        from attempt a
        join payment p on p.merchant_id = a.merchant_id and p.payment_number = a.payment_number
       where a.unresolved_since < 'infinity' and a.ended_at is null
      """;

  private final JdbcClient db;

  public JdbcUnresolvedAttempts(JdbcClient db) {
    this.db = db;
  }

  @Override
  public List<Line> list(@Nullable Long merchantId, int most) {
    String order = " order by a.unresolved_since, a.id limit :most";
    return merchantId == null
        ? db.sql(SELECT + order).param("most", most).query(JdbcUnresolvedAttempts::line).list()
        : db.sql(SELECT + " and a.merchant_id = :merchant" + order)
            .param("merchant", merchantId)
            .param("most", most)
            .query(JdbcUnresolvedAttempts::line)
            .list();
  }

  @Override
  public Optional<Line> find(UUID id) {
    return db.sql(SELECT + " and a.id = :id")
        .param("id", id)
        .query(JdbcUnresolvedAttempts::line)
        .optional();
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    String answer = row.getString("answer");
    Instant since = instant(row, "unresolved_since");
    Instant dueAt = instant(row, "due_at");
    return new Line(
        JdbcAttemptRows.read(row, number),
        row.getString("order_number"),
        row.getString("provider"),
        row.getString("mid"),
        row.getBoolean("test"),
        row.getString("pg_tid"),
        row.getString("currency"),
        answer == null ? "" : answer,
        since == null ? Instant.EPOCH : since,
        instant(row, "answered_at"),
        dueAt == null ? Instant.EPOCH : dueAt);
  }

  @Override
  public Optional<String> paymentOf(long merchantId, String orderNumber) {
    return db.sql(
            """
            select payment_number from payment
             where merchant_id = :merchant and order_number = :orderNumber and holds_order
               and state = 'APPROVING'
            """)
        .param("merchant", merchantId)
        .param("orderNumber", orderNumber)
        .query(String.class)
        .optional();
  }

  @Override
  public boolean any(long merchantId, String paymentNumber) {
    return db.sql(
            """
            select exists (select 1 from attempt
                            where merchant_id = :merchant and payment_number = :paymentNumber
                              and unresolved_since < 'infinity' and ended_at is null)
            """)
        .param("merchant", merchantId)
        .param("paymentNumber", paymentNumber)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Optional<Attempt> open(long merchantId, String paymentNumber) {
    return db.sql(
            """
            select * from attempt
             where merchant_id = :merchant and payment_number = :paymentNumber
               and ended_at is null
             order by id desc limit 1
            """)
        .param("merchant", merchantId)
        .param("paymentNumber", paymentNumber)
        .query(JdbcAttemptRows::read)
        .optional();
  }

  @Override
  public void tell(Attempt attempt, String json, Instant now) {
    db.sql(
            """
            update attempt
               set request = request || cast(:note as jsonb),
                   besides = besides + case when answered_at is null or due_at <= :now then 0 else 1 end,
                   due_at = case when answered_at is null then due_at else least(due_at, :now) end
             where merchant_id = :merchant and id = :id and ended_at is null
            """)
        .param("note", json)
        .param("now", utc(now))
        .param("merchant", attempt.merchantId())
        .param("id", attempt.id())
        .update();
  }

  @Override
  public Optional<Attempt> takeOver(long merchantId, String paymentNumber, Instant leaseUntil) {
    return db.sql(
            """
            update attempt set fence = fence + 1, besides = besides + 1, due_at = :lease,
                               answered_at = null
             where merchant_id = :merchant and payment_number = :paymentNumber
               and unresolved_since < 'infinity' and ended_at is null
               and answered_at is not null
            returning *
            """)
        .param("lease", utc(leaseUntil))
        .param("merchant", merchantId)
        .param("paymentNumber", paymentNumber)
        .query(JdbcAttemptRows::read)
        .optional();
  }

  @Override
  public boolean makeDue(long merchantId, String paymentNumber, Instant lookedBefore, Instant now) {
    return db.sql(
                """
                update attempt set besides = besides + 1, due_at = :now
                 where merchant_id = :merchant and payment_number = :paymentNumber
                   and unresolved_since < 'infinity' and ended_at is null
                   and answered_at <= :lookedBefore and due_at > :now
                """)
            .param("now", utc(now))
            .param("merchant", merchantId)
            .param("paymentNumber", paymentNumber)
            .param("lookedBefore", utc(lookedBefore))
            .update()
        > 0;
  }

  @Override
  public List<Count> counts() {
    return db.sql(
            """
            select kind, count(*) as number, min(unresolved_since) as oldest from attempt
             where unresolved_since < 'infinity' and ended_at is null
             group by kind
            """)
        .query((row, number) ->
            new Count(
                Kind.valueOf(row.getString("kind")),
                row.getLong("number"),
                row.getTimestamp("oldest").toInstant()))
        .list();
  }
}
