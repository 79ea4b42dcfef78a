package dev.naru.hub.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes rows when they have reached the end of their retention, in batches, merchant by merchant.
 * The statement that leases a batch also deletes it, so nothing is left to carry out. A lane's
 * second number is the kind of rows.
 */
final class Retention extends LeasedWork<Object> {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  private static final int BATCH = 500;
  private static final Limits LIMITS = new Limits(BATCH, BATCH, BATCH, Duration.ofHours(1));

  private final List<OldRows> kinds;

  Retention(List<OldRows> kinds, InstantSource time, boolean soleNode) {
    super("retention", LIMITS, time, soleNode);
    this.kinds = List.copyOf(kinds);
  }

  @Override
  protected Set<Lane> lanesWithDueWork(Instant now) {
    Set<Lane> lanes = new HashSet<>();
    for (int kind = 0; kind < kinds.size(); kind++) {
      for (long merchantId : kinds.get(kind).merchants(now)) {
        lanes.add(new Lane(merchantId, kind));
      }
    }
    return lanes;
  }

  @Override
  protected List<Object> lease(Lane lane, int most, Collection<Object> underWay, Instant now) {
    OldRows kind = kinds.get((int) lane.channelId());
    int deleted = kind.delete(lane.merchantId(), most, now);
    if (deleted > 0) {
      log.info("{} {} were older than they are kept", deleted, kind.name());
    }
    // As many pieces as there was room for mean that the lane has more.
    return deleted == most ? Stream.generate(Object::new).limit(most).toList() : List.of();
  }

  @Override
  protected void carryOut(Object nothing) {}

  @Override
  protected boolean anyDue(Instant now) {
    return !lanesWithDueWork(now).isEmpty();
  }

  @Override
  protected void freeLeases(Instant now) {
    // There are none.
  }

  /** Always empty: code that moves the clock need not wait for deletions. */
  @Override
  public Optional<Instant> nextDue(Instant after) {
    return Optional.empty();
  }
}
