package dev.naru.hub.payment;

import dev.naru.hub.payment.call.Backoff;
import dev.naru.hub.payment.call.OpenCalls;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.DueAttempts;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.LeasedWork;
import dev.naru.hub.work.WakeUp;
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
 * Ends the calls to PGs that a crash, a lost answer or a lost database left open. It takes over an
 * attempt when it falls due and asks the PG for the outcome: first with the pauses of {@link
 * Backoff}, then daily, until the PG or a person has told it.
 */
final class Janitor extends LeasedWork<Attempt> {

  private static final Logger log = LoggerFactory.getLogger(Janitor.class);

  /** How long an attempt is leased; longer than a PG may take to answer. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final Limits LIMITS = new Limits(32, 16, 1, Duration.ofSeconds(1));

  private final DueAttempts due;
  private final OpenCalls calls;
  private final Unresolved unresolved;
  private final Counter handedOver;

  /**
   * @param soleNode whether no other process works on this database; Attempts that are open at the
   *     start are then left from a crash, and are due at once
   */
  Janitor(
      DueAttempts due,
      OpenCalls calls,
      Unresolved unresolved,
      InstantSource time,
      MeterRegistry meters,
      WakeUp wakeUp,
      boolean soleNode) {
    super("janitor", LIMITS, time, soleNode);
    this.due = due;
    this.calls = calls;
    this.unresolved = unresolved;
    this.handedOver =
        Counter.builder("naru.attempts.handed.to.operator")
            .description(
                "Attempts that two days of asking could not settle: see what is unresolved")
            .register(meters);
    lookOn(wakeUp);
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

  /**
   * Gives an attempt back when the PG's answer couldn't be stored, for example because the database
   * was away for a moment. The PG is then asked again soon, and not only at the lease's end.
   */
  @Override
  protected void giveBack(Attempt attempt, Instant now) {
    due.giveBack(attempt, Backoff.next(now, attempt.turn(), attempt.unresolvedSince()));
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
      case NEEDS_A_PERSON -> {
        if (Backoff.endsAt(attempt.turn())) {
          handedOver.increment();
        }
        unresolved.find(attempt.id()).ifPresent(Janitor::tellOperator);
      }
    }
  }

  private static void tellOperator(Unresolved.Case open) {
    log.error(
        "OPERATOR: the {} {} of {} {} is unresolved since {}: {} of {}, order {}, merchant {}, MID {},"
            + " tid {}; {}. It is asked about daily; look at the PG and close it",
        open.kind(),
        open.id(),
        open.amountMinor(),
        open.currency(),
        open.since(),
        open.provider(),
        open.paymentNumber(),
        open.orderNumber(),
        open.merchantCode(),
        open.mid(),
        open.pgTid(),
        open.answered());
  }
}
