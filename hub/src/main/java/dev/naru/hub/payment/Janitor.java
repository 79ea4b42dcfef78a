package dev.naru.hub.payment;

import dev.naru.hub.payment.call.Backoff;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempts;
import dev.naru.hub.payment.store.DueAttempts;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.LeasedWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a crash, a lost answer or a lost database left open: takes attempts over when they fall
 * due and asks the PG, again and again with the pauses of {@link Backoff}, until it has said what
 * is true.
 */
final class Janitor extends LeasedWork<Attempt> {

  private static final Logger log = LoggerFactory.getLogger(Janitor.class);

  /** Longer than a PG may take to answer. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final Limits LIMITS = new Limits(32, 16, 1, Duration.ofSeconds(1));

  private final DueAttempts due;
  private final Attempts attempts;
  private final PgCalls calls;
  private final InstantSource time;
  private final Counter handedOver;

  /**
   * @param soleNode whether no other process works on this database; then every attempt that is
   *     open at the start was left by a crash and is due at once
   */
  Janitor(
      DueAttempts due,
      Attempts attempts,
      PgCalls calls,
      InstantSource time,
      MeterRegistry meters,
      boolean soleNode) {
    super("janitor", LIMITS, time, soleNode);
    this.due = due;
    this.attempts = attempts;
    this.calls = calls;
    this.time = time;
    this.handedOver =
        Counter.builder("naru.attempts.handed.to.operator")
            .description("Attempts that no retry could settle: somebody must ask the PG")
            .register(meters);
  }

  @Override
  protected void freeLeases(Instant now) {
    int left = due.makeAllDue(now);
    if (left > 0) {
      log.info("{} attempts were left open by the last run; asking the PGs about them", left);
    }
  }

  @Override
  protected Set<Lane> lanesWithDueWork(Instant now) {
    return due.lanes(now);
  }

  @Override
  protected List<Attempt> lease(Lane lane, int most, Collection<Attempt> underWay, Instant now) {
    return due.takeOver(lane.merchantId(), most, underWay, now, now.plus(LEASE));
  }

  @Override
  protected void carryOut(Attempt attempt) {
    finish(attempt);
  }

  @Override
  protected boolean anyDue(Instant now) {
    return !due.lanes(now).isEmpty();
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return due.nextAfter(after);
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
