package dev.naru.hub.payment;

import dev.naru.hub.payment.call.Backoff;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.time.DueWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes what a crash, a lost answer or a lost database left open: takes attempts over when they
 * fall due and asks the PG until it has said what is true, along {@link Backoff}.
 */
final class Janitor implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(Janitor.class);

  private static final int BATCH = 16;
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Attempts attempts;
  private final PgCalls calls;
  private final InstantSource time;
  private final boolean soleNode;
  private final Counter handedOver;
  private final ReentrantLock oneRound = new ReentrantLock();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("janitor-clock").factory());
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("janitor-", 0).factory());

  /**
   * @param soleNode nobody else works on this database: what is open at the start was left by a
   *     crash and is due at once
   */
  Janitor(
      Attempts attempts,
      PgCalls calls,
      InstantSource time,
      MeterRegistry meters,
      boolean soleNode) {
    this.attempts = attempts;
    this.calls = calls;
    this.time = time;
    this.soleNode = soleNode;
    this.handedOver =
        Counter.builder("naru.attempts.handed.to.operator")
            .description("Attempts that the ladder couldn't end: somebody must ask the PG")
            .register(meters);
  }

  void start() {
    if (soleNode) {
      int left = attempts.makeAllDue(time.instant());
      if (left > 0) {
        log.info("{} attempts were left open by the last run; asking the PGs about them", left);
      }
    }
    clock.scheduleWithFixedDelay(this::runSafely, 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    clock.shutdownNow();
    // What is under way is on record; whoever starts next takes it over.
    workers.shutdownNow();
  }

  @Override
  public void settle(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    int worked;
    do {
      worked = roundWithin(end - System.nanoTime());
    } while (worked > 0 && System.nanoTime() < end);
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return attempts.nextDue(after);
  }

  /** Waits for the round that is under way, so that nothing is when {@link #settle} returns. */
  private int roundWithin(long nanos) {
    try {
      if (!oneRound.tryLock(nanos, TimeUnit.NANOSECONDS)) {
        return 0;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return 0;
    }
    try {
      return round();
    } finally {
      oneRound.unlock();
    }
  }

  private void runSafely() {
    try {
      int worked;
      do {
        worked = roundWithin(LEASE.toNanos());
      } while (worked == BATCH);
    } catch (RuntimeException trouble) {
      // The database may be away for a while; the next round is a second from now.
      log.warn("the janitor's round failed: {}", trouble.toString());
    }
  }

  /** One batch, to its end. */
  private int round() {
    Instant now = time.instant();
    List<Attempt> due = attempts.takeOverDue(now, now.plus(LEASE), BATCH);
    List<? extends Future<?>> running =
        due.stream().map(attempt -> workers.submit(() -> finish(attempt))).toList();
    for (Future<?> one : running) {
      try {
        one.get(LEASE.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return 0;
      } catch (ExecutionException | TimeoutException trouble) {
        log.warn("an attempt stays open for the next round: {}", trouble.toString());
      }
    }
    return due.size();
  }

  private void finish(Attempt attempt) {
    switch (calls.finish(attempt)) {
      case SETTLED -> log.info("{} of {} is settled", attempt.kind(), attempt.paymentNumber());
      case POSTPONED -> {
        // It falls due again.
      }
      case HANDED_OVER -> {
        handedOver.increment();
        log.error(
            "OPERATOR: {} of {} could not be settled; ask the PG and decide",
            attempt.kind(),
            attempt.paymentNumber());
      }
    }
  }
}
