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
 * The attempts that only a PG can end, besides the janitor's turns. {@code unresolved_since <
 * 'infinity'} is always true of them; it is written out because their index asks for it.
 */
public final class UnresolvedAttempts {

  private static final String SELECT =
      """
      select a.*, p.order_number, p.provider, p.mid, p.test, p.pg_tid, p.currency
        from attempt a
        join payment p on p.merchant_id = a.merchant_id and p.payment_number = a.payment_number
       where a.unresolved_since < 'infinity' and a.ended_at is null
      """;

  private final JdbcClient db;

  public UnresolvedAttempts(JdbcClient db) {
    this.db = db;
  }

  /**
   * An attempt as people see it.
   *
   * @param pgTid of the payment; null where the PG has told none that was written down with it
   * @param answeredAt when the last look ended; null while one is under way
   * @param dueAt when it is looked at next; while a look is under way, when that is given up
   */
  public record Line(
      Attempt attempt,
      String orderNumber,
      String provider,
      String mid,
      boolean test,
      @Nullable String pgTid,
      String currency,
      String answer,
      Instant since,
      @Nullable Instant answeredAt,
      Instant dueAt) {}

  /**
   * Oldest first.
   *
   * @param merchantId null for all merchants
   */
  public List<Line> list(@Nullable Long merchantId, int most) {
    String order = " order by a.unresolved_since, a.id limit :most";
    return merchantId == null
        ? db.sql(SELECT + order).param("most", most).query(UnresolvedAttempts::line).list()
        : db.sql(SELECT + " and a.merchant_id = :merchant" + order)
            .param("merchant", merchantId)
            .param("most", most)
            .query(UnresolvedAttempts::line)
            .list();
  }

  public Optional<Line> find(UUID id) {
    return db.sql(SELECT + " and a.id = :id")
        .param("id", id)
        .query(UnresolvedAttempts::line)
        .optional();
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    String answer = row.getString("answer");
    Instant since = instant(row, "unresolved_since");
    Instant dueAt = instant(row, "due_at");
    return new Line(
        Attempts.read(row, number),
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

  /** The payment of an order that is with the PG; empty when there is none. */
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

  /** Whether something of a payment is unresolved. */
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

  /** Takes over what is unresolved of a payment, unless somebody is asking. */
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
        .query(Attempts::read)
        .optional();
  }

  /**
   * Makes due at once what is unresolved of a payment, unless somebody is asking, or the last look
   * ended after {@code lookedBefore}.
   *
   * @return whether it did
   */
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

  /**
   * How many attempts of a kind are unresolved.
   *
   * @param oldest since when the oldest of them is
   */
  public record Count(Kind kind, long number, Instant oldest) {}

  /** Of every kind that has any, over all merchants. */
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
