package dev.naru.hub.payment;

import dev.naru.hub.time.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * READY → FAILED for a window that nobody went on with in its time: a browser that was closed, a
 * phone that was put away. The PG has been asked for nothing, and a return that comes later is told
 * that the payment has failed. No webhook is sent, as for every end before an approval. Any number
 * of nodes may do this at once.
 */
final class ExpireWindows implements DueWork {

  /** {@link Payment#failCode()}; a code of the hub's own, told as it is. */
  static final String CODE = "F0006";

  private static final Logger log = LoggerFactory.getLogger(ExpireWindows.class);

  private static final String REASON = "결제 시간이 지나 결제가 중단되었습니다.";
  private static final int BATCH = 500;
  private static final Duration POLL = Duration.ofSeconds(30);

  private final JdbcClient db;
  private final InstantSource time;
  private final Duration lifetime;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("expire-windows").factory());

  /**
   * @param lifetime of a window, from {@link CreatePayment#open} on
   */
  ExpireWindows(JdbcClient db, InstantSource time, Duration lifetime) {
    this.db = db;
    this.time = time;
    this.lifetime = lifetime;
  }

  void start() {
    clock.scheduleWithFixedDelay(
        this::runSafely, POLL.toMillis(), POLL.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    clock.shutdownNow();
  }

  @Override
  public void settle(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (endOneBatch() > 0 && System.nanoTime() < end) {
      // the next batch
    }
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return db.sql(
            """
            select min(started_at) from payment
             where state = 'READY' and started_at > :opened
            """)
        .param("opened", TransitionSql.utc(after.minus(lifetime)))
        .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .single()
        .map(opened -> opened.toInstant().plus(lifetime));
  }

  private void runSafely() {
    try {
      while (endOneBatch() == BATCH) {
        // the next batch
      }
    } catch (RuntimeException trouble) {
      log.warn("windows whose time is over stay open: {}", trouble.toString());
    }
  }

  private int endOneBatch() {
    Instant now = time.instant();
    int ended =
        db.sql(
                """
                with due as (
                  select merchant_id, payment_number
                    from payment
                   where state = 'READY' and started_at <= :opened
                   order by started_at
                   limit :batch
                     for update skip locked
                ), moved as (
                  update payment p
                     set state = 'FAILED', failed_at = :now, updated_at = :now,
                         fail_code = :code, fail_reason = :reason
                    from due
                   where p.merchant_id = due.merchant_id
                     and p.payment_number = due.payment_number and p.state = 'READY'
                  returning p.merchant_id, p.payment_number
                ), noted as (
                  insert into journal (merchant_id, payment_number, id, at, what, detail)
                  select merchant_id, payment_number, gen_random_uuid(), :now, 'ended_in_window',
                         :code
                    from moved
                )
                select count(*) from moved
                """)
            .param("opened", TransitionSql.utc(now.minus(lifetime)))
            .param("batch", BATCH)
            .param("now", TransitionSql.utc(now))
            .param("code", CODE)
            .param("reason", REASON)
            .query(Integer.class)
            .single();
    if (ended > 0) {
      log.info("{} windows were given up: nobody went on with them in time", ended);
    }
    return ended;
  }
}
