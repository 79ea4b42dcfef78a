package dev.naru.hub.payment;

import dev.naru.hub.payment.store.JdbcPaymentCounts;
import dev.naru.hub.work.Lane;
import dev.naru.hub.work.LeasedWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts payments before a list asks how many there are. The statements that lease a piece also
 * count, so nothing is left to carry out; without it, lists are slower but just as exact.
 */
final class CountPayments extends LeasedWork<Object> {

  private static final Limits LIMITS = new Limits(1, 1, 1, Duration.ofMinutes(10));

  private final JdbcPaymentCounts counts;

  CountPayments(JdbcPaymentCounts counts, InstantSource time, boolean soleNode) {
    super("counts", LIMITS, time, soleNode);
    this.counts = counts;
  }

  @Override
  protected Set<Lane> lanesWithDueWork(Instant now) {
    return counts.due().stream().map(Lane::of).collect(Collectors.toSet());
  }

  @Override
  protected List<Object> lease(Lane lane, int most, Collection<Object> underWay, Instant now) {
    return counts.count(lane.merchantId(), now) ? List.of(new Object()) : List.of();
  }

  @Override
  protected void carryOut(Object nothing) {}

  /** Always false, since nobody has to wait for a count. */
  @Override
  protected boolean anyDue(Instant now) {
    return false;
  }

  @Override
  protected void freeLeases(Instant now) {
    // There are none.
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return Optional.empty();
  }
}
