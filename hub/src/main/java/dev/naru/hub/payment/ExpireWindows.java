package dev.naru.hub.payment;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.work.RowLease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * READY → FAILED for a window that nobody went on with in its time: a browser that was closed, a
 * phone that was put away. The PG has been asked for nothing, and a return that comes later is told
 * that the payment has failed.
 */
final class ExpireWindows extends FailOverdue {

  /** {@link Payment#failCode()}; a code of the hub's own, told as it is. */
  static final String CODE = "F0006";

  /** The last condition is always true; the index payment_open_window asks for it. */
  private static final String OVERDUE =
      "state = 'READY' and started_at <= :limit and started_at < 'infinity'";

  private static final Rule RULE =
      new Rule(
          "expired-windows",
          Duration.ofSeconds(30),
          OVERDUE,
          "started_at",
          CODE,
          "결제 시간이 지나 결제가 중단되었습니다.",
          "ended_in_window",
          "'" + CODE + "'");

  private final Duration lifetime;

  /**
   * @param lifetime of a window, from {@link CreatePayment#open} on
   */
  ExpireWindows(
      JdbcClient db,
      RowLease lease,
      Tells tells,
      InstantSource time,
      Duration lifetime,
      boolean soleNode) {
    super(RULE, db, lease, tells, time, soleNode);
    this.lifetime = lifetime;
  }

  @Override
  OffsetDateTime limit(Instant now) {
    return utc(now.minus(lifetime));
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return db.sql(
            """
            select min(started_at) from payment
             where state = 'READY' and started_at > :opened and started_at < 'infinity'
            """)
        .param("opened", limit(after))
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(opened -> opened.toInstant().plus(lifetime));
  }
}
