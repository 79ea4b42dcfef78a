package dev.naru.hub.schedule;

import dev.naru.hub.billing.KeyCharges.Answer;
import dev.naru.hub.billing.ScheduledCharges;
import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.LeasedWork;
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
 * Executes schedules when they fall due. Each is executed at most once, because the commit that
 * enters its payment also ends its pending state. Each is executed at least once, because only that
 * commit or a revocation ends the pending state (G15).
 *
 * <p>At most {@value #MAX_UNDER_WAY} charges are under way, and {@value #MAX_PER_CHANNEL} of one
 * channel, so that a PG that hangs doesn't hold up others (G39).
 */
final class ExecuteSchedules extends LeasedWork<ExecuteSchedules.Execution> {

  static final int MAX_UNDER_WAY = 96;
  static final int MAX_PER_CHANNEL = 48;

  /**
   * How much room a channel must have before more schedules are leased for it. A lease of every
   * single one would cost a statement each.
   */
  private static final int REFILL = 16;

  private static final Limits LIMITS =
      new Limits(MAX_UNDER_WAY, MAX_PER_CHANNEL, REFILL, Duration.ofSeconds(1));
  private static final Logger log = LoggerFactory.getLogger(ExecuteSchedules.class);

  private final DueSchedules due;
  private final ScheduledCharges charges;
  private final Merchants merchants;

  /**
   * @param soleNode whether no other process works on this database. Leases that exist at the start
   *     are then left from a crash, and their schedules are executed at once
   */
  ExecuteSchedules(
      DueSchedules due,
      ScheduledCharges charges,
      Merchants merchants,
      InstantSource time,
      boolean soleNode) {
    super("schedules", LIMITS, time, soleNode);
    this.due = due;
    this.charges = charges;
    this.merchants = merchants;
  }

  /** A leased schedule, and the group of charges that it is executed with. */
  record Execution(StoredSchedule stored, ScheduledCharges.Due charges) {}

  @Override
  protected Set<Lane> lanesWithDueWork(Instant now) {
    return due.lanes(now);
  }

  @Override
  protected List<Execution> lease(
      Lane lane, int most, Collection<Execution> underWay, Instant now) {
    Optional<Merchant> merchant = merchants.byId(lane.merchantId());
    if (merchant.isEmpty()) {
      log.error("OPERATOR: schedules of merchant {} are due, who is gone", lane.merchantId());
      return List.of();
    }
    List<StoredSchedule> executing = underWay.stream().map(Execution::stored).toList();
    List<StoredSchedule> leased = due.lease(lane, most, executing, now);
    if (leased.isEmpty()) {
      return List.of();
    }
    CrashPoint.SCHEDULE_CLAIMED.reached();
    ScheduledCharges.Due together =
        charges.due(
            merchant.get(), leased.stream().map(each -> each.schedule().customerKey()).toList());
    return leased.stream().map(each -> new Execution(each, together)).toList();
  }

  @Override
  protected void carryOut(Execution execution) {
    StoredSchedule stored = execution.stored();
    CrashPoint.SCHEDULE_BEFORE_PG.reached();
    try {
      Answer answer = execution.charges().execute(stored.charge());
      if (answer instanceof Answer.NoApiChannel) {
        log.error("OPERATOR: schedule {} has no channel any more", stored.schedule().id());
      } else {
        log.debug("schedule {} was executed: {}", stored.schedule().id(), answer);
      }
    } catch (RuntimeException trouble) {
      // No payment was entered, so the schedule is still pending and is executed when its lease
      // ends.
      log.warn("schedule {} waits: {}", stored.schedule().id(), trouble.toString());
    }
  }

  @Override
  protected boolean anyDue(Instant now) {
    return due.anyDue(now);
  }

  @Override
  protected void freeLeases(Instant now) {
    due.freeAll();
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return due.nextAfter(after);
  }
}
