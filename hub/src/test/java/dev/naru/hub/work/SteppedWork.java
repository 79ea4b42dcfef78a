package dev.naru.hub.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A {@link LeasedWork} without its threads: one round at a time, on the caller's. */
public final class SteppedWork<T> {

  private final LeasedWork<T> work;
  private final int perLane;
  private final UnderWay<T> underWay = new UnderWay<>();

  public SteppedWork(LeasedWork<T> work, int perLane) {
    this.work = work;
    this.perLane = perLane;
  }

  /**
   * Leases what is due.
   *
   * @param begin is given each piece, to be run once
   */
  public void lease(Instant now, Consumer<Runnable> begin) {
    List<Lane> lanes = new ArrayList<>(work.lanesWithDueWork(now));
    lanes.sort(Comparator.comparingLong(Lane::merchantId).thenComparingLong(Lane::channelId));
    for (Lane lane : lanes) {
      int room = perLane - underWay.in(lane);
      if (room > 0) {
        List<T> leased = work.lease(lane, room, underWay.piecesIn(lane), now);
        underWay.begin(lane, leased);
        leased.forEach(piece -> begin.accept(() -> carryOut(lane, piece)));
      }
    }
  }

  private void carryOut(Lane lane, T piece) {
    try {
      work.carryOut(piece);
    } catch (RuntimeException trouble) {
      // As in LeasedWork: it waits for its lease's end.
    } finally {
      underWay.end(lane, piece);
    }
  }

  public Optional<Instant> nextDue(Instant after) {
    return work.nextDue(after);
  }

  public void freeLeases(Instant now) {
    work.freeLeases(now);
  }
}
