package dev.naru.hub.payment;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.time.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * AWAITING_DEPOSIT → FAILED once the deadline has passed, for merchants who set {@link
 * Setting#VBANK_ON_EXPIRY} so. No PG is asked and no webhook is sent (spec/webhooks.md): the PG's
 * bank may still accept a deposit, and then the payment is paid all the same (spec/rest-api.md §3
 * row 9). Any number of nodes may do this at once.
 */
final class ExpireVirtualAccounts implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(ExpireVirtualAccounts.class);

  private static final String REASON = "입금기한 만료";
  private static final String FAILS = "failed";
  private static final int BATCH = 500;
  private static final Duration POLL = Duration.ofSeconds(10);
  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

  private final JdbcClient db;
  private final InstantSource time;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("expired-accounts").factory());

  ExpireVirtualAccounts(JdbcClient db, InstantSource time) {
    this.db = db;
    this.time = time;
  }

  void start() {
    clock.scheduleWithFixedDelay(this::runSafely, 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    clock.shutdownNow();
  }

  @Override
  public void settle(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (giveUpOneBatch() > 0 && System.nanoTime() < end) {
      // the next batch
    }
  }

  /** The second after a deadline, since an account is open until its deadline has passed. */
  @Override
  public Optional<Instant> nextDue(Instant after) {
    return db.sql(
            """
            select min(account ->> 'due') from payment
             where state = 'AWAITING_DEPOSIT' and account ->> 'due' >= :koreanAfter
            """)
        .param("koreanAfter", korean(after))
        .query((row, number) -> Optional.ofNullable(row.getString(1)))
        .single()
        .map(due -> LocalDateTime.parse(due).atZone(KOREA).toInstant().plusSeconds(1));
  }

  private void runSafely() {
    try {
      while (giveUpOneBatch() == BATCH) {
        // the next batch
      }
    } catch (RuntimeException trouble) {
      log.warn("virtual accounts past their deadline stay open: {}", trouble.toString());
    }
  }

  /** Deadlines are kept as text of Korea's time, which sorts as time does. */
  private int giveUpOneBatch() {
    Instant now = time.instant();
    int givenUp =
        db.sql(
                """
                with due as (
                  select p.merchant_id, p.payment_number
                    from payment p
                    join merchant m on m.id = p.merchant_id
                   where p.state = 'AWAITING_DEPOSIT' and p.account ->> 'due' < :koreanNow
                     and m.settings ->> :setting = :fails
                   order by p.merchant_id, p.payment_number
                   limit :batch
                     for update of p skip locked
                ), moved as (
                  update payment p
                     set state = 'FAILED', failed_at = :now, updated_at = :now,
                         fail_code = :code, fail_reason = :reason
                    from due
                   where p.merchant_id = due.merchant_id and p.payment_number = due.payment_number
                     and p.state = 'AWAITING_DEPOSIT'
                  returning p.merchant_id, p.payment_number, p.account ->> 'due' as due
                ), noted as (
                  insert into journal (merchant_id, payment_number, id, at, what, detail)
                  select merchant_id, payment_number, gen_random_uuid(), :now, 'account_expired', due
                    from moved
                )
                select count(*) from moved
                """)
            .param("koreanNow", korean(now))
            .param("setting", Setting.VBANK_ON_EXPIRY.key())
            .param("fails", FAILS)
            .param("batch", BATCH)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("code", Deposits.EXPIRED)
            .param("reason", REASON)
            .query(Integer.class)
            .single();
    if (givenUp > 0) {
      log.info("{} virtual accounts were given up at their deadline", givenUp);
    }
    return givenUp;
  }

  private static String korean(Instant now) {
    return LocalDateTime.ofInstant(now, KOREA).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
