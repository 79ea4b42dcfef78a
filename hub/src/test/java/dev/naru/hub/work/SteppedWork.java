package dev.naru.hub.work;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** A {@link LeasedWork} without its threads: one round at a time, on the caller's. */
public final class SteppedWork<T> {

  private final LeasedWork<T> work;
  private final int perLane;
  private final UnderWay<T> underWay = new UnderWay<>();
  private final Queue<T> failed = new ArrayDeque<>();

  public SteppedWork(LeasedWork<T> work, int perLane) {
    this.work = work;
    this.perLane = perLane;
  }

  /**
   * Gives back what has failed, and leases what is due.
   *
   * @param begin is given each piece, to be run once
   */
  public void lease(Instant now, Consumer<Runnable> begin) {
    while (!failed.isEmpty()) {
      work.giveBack(failed.element(), now);
      failed.remove();
    }
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
      failed.add(piece);
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
