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
 * Moves payments from READY to FAILED when the buyer hasn't gone on in the window's time, for
 * example because the browser was closed. The PG has not been asked for anything, and a later
 * return is answered that the payment has failed.
 */
final class ExpireWindows extends FailOverdue {

  /** The {@link Payment#failCode()} of these payments, one of the hub's own codes. */
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
   * @param lifetime how long a window may take, from {@link CreatePayment#open} on
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
