package dev.naru.hub.payment;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.LeasedWork;
import dev.naru.hub.work.RowLease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * READY → FAILED for a window that nobody went on with in its time: a browser that was closed, a
 * phone that was put away. The PG has been asked for nothing, and a return that comes later is told
 * that the payment has failed. No webhook is sent, as for every end before an approval. The
 * transaction that leases a window also ends it, so nothing is left to carry out.
 */
final class ExpireWindows extends LeasedWork<ExpireWindows.Expired> {

  /** {@link Payment#failCode()}; a code of the hub's own, told as it is. */
  static final String CODE = "F0006";

  private static final Logger log = LoggerFactory.getLogger(ExpireWindows.class);

  private static final String REASON = "결제 시간이 지나 결제가 중단되었습니다.";
  private static final int BATCH = 500;
  private static final Limits LIMITS = new Limits(BATCH, BATCH, BATCH, Duration.ofSeconds(30));

  /** The last condition is always true; the index payment_open_window asks for it. */
  private static final String OVERDUE =
      "state = 'READY' and started_at <= :opened and started_at < 'infinity'";

  private final JdbcClient db;
  private final RowLease lease;
  private final Duration lifetime;
  private final TimeOrderedIds ids;

  /**
   * @param lifetime of a window, from {@link CreatePayment#open} on
   */
  ExpireWindows(
      JdbcClient db, RowLease lease, InstantSource time, Duration lifetime, boolean soleNode) {
    super("expired-windows", LIMITS, time, soleNode);
    this.db = db;
    this.lease = lease;
    this.lifetime = lifetime;
    this.ids = new TimeOrderedIds(time);
  }

  /** A payment whose window was given up. */
  record Expired(String paymentNumber) {}

  @Override
  protected Set<Lane> lanesWithDueWork(Instant now) {
    return new HashSet<>(
        db.sql("select distinct merchant_id from payment where " + OVERDUE)
            .param("opened", utc(now.minus(lifetime)))
            .query((row, number) -> Lane.of(row.getLong(1)))
            .list());
  }

  @Override
  protected List<Expired> lease(Lane lane, int most, Collection<Expired> underWay, Instant now) {
    List<Expired> expired =
        lease.take(
            "select payment_number from payment where merchant_id = :merchant and "
                + OVERDUE
                + " order by started_at limit :most for update skip locked",
            Map.of(
                "merchant", lane.merchantId(),
                "opened", utc(now.minus(lifetime)),
                "most", most),
            (row, number) -> new Expired(row.getString("payment_number")),
            List.of(
                """
                update payment set state = 'FAILED', failed_at = :now, updated_at = :now,
                                   fail_code = :code, fail_reason = :reason
                 where merchant_id = :merchant and payment_number = :paymentNumber
                """,
                """
                insert into journal (merchant_id, payment_number, id, at, what, detail)
                values (:merchant, :paymentNumber, :id, :now, 'ended_in_window', :code)
                """),
            each ->
                new MapSqlParameterSource()
                    .addValue("merchant", lane.merchantId())
                    .addValue("paymentNumber", each.paymentNumber())
                    .addValue("now", utc(now))
                    .addValue("code", CODE)
                    .addValue("reason", REASON)
                    .addValue("id", ids.next()));
    if (!expired.isEmpty()) {
      log.info("{} windows were given up: nobody went on with them in time", expired.size());
    }
    return expired;
  }

  @Override
  protected void carryOut(Expired window) {
    log.debug("{} was given up", window.paymentNumber());
  }

  @Override
  protected boolean anyDue(Instant now) {
    return !lanesWithDueWork(now).isEmpty();
  }

  @Override
  protected void freeLeases(Instant now) {
    // There are none: what is leased has ended.
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return db.sql(
            """
            select min(started_at) from payment
             where state = 'READY' and started_at > :opened and started_at < 'infinity'
            """)
        .param("opened", utc(after.minus(lifetime)))
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(opened -> opened.toInstant().plus(lifetime));
  }
}
