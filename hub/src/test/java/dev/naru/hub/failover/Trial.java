package dev.naru.hub.failover;

import dev.naru.hub.crash.BooksAtScale.Faults;
import dev.naru.hub.crash.MixedLoad;
import dev.naru.hub.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * One failure under load: merchants charge, something fails, they go on, and at the end both books
 * are compared.
 *
 * @param hubs both run before and after
 * @param perSecond charges by key
 * @param mixedPerSecond other operations, or 0 for none
 */
record Trial(
    TwoHubs hubs, double perSecond, double mixedPerSecond, Duration before, Duration after) {

  private static final int BEGINNINGS = 60;
  private static final int MIXED_WORKERS = 2;
  private static final double MIXED_FAULTS = 0.02;

  /** What fails, and what is mended; returns what there is to say of it. */
  @FunctionalInterface
  interface Failure {
    String happens();
  }

  /**
   * @param shops two merchants that nobody else uses
   * @param mend brings back what has failed, when the load has ended
   */
  Outcome of(String name, List<Shop> shops, long seed, Failure failure, Runnable mend) {
    try {
      return underLoad(name, shops, seed, failure, mend);
    } catch (RuntimeException | AssertionError trouble) {
      Faults faults = new Faults(List.of(), List.of(), List.of("broke off: " + trouble));
      return new Outcome(name, Duration.ZERO, 0, faults, "broke off");
    }
  }

  private Outcome underLoad(
      String name, List<Shop> shops, long seed, Failure failure, Runnable mend) {
    Shop steadily = shops.getFirst();
    Shop mixed = shops.getLast();
    Duration gap;
    String note;
    MixedLoad load =
        mixedPerSecond > 0
            ? patiently(() ->
                new MixedLoad(hubs.world, mixed, MIXED_WORKERS, mixedPerSecond, MIXED_FAULTS, seed))
            : null;
    SteadyCharges steady = patiently(() -> new SteadyCharges(hubs.everyWay(steadily), perSecond));
    try {
      rest(before);
      long began = System.nanoTime();
      note = failure.happens();
      rest(after);
      gap = steady.longestGap(began);
    } finally {
      steady.close();
      if (load != null) {
        load.close();
      }
    }
    mend.run();
    String open = hubs.settle().orElse("");
    Faults faults =
        hubs.faults(
            load == null ? Map.of(steadily, steady) : Map.of(steadily, steady, mixed, load));
    if (!open.isEmpty()) {
      faults.unequal().add("still open: " + open);
    }
    int mixedPaid = load == null ? 0 : load.paidOrders().size();
    return new Outcome(
        name,
        gap,
        steady.acknowledged() + mixedPaid,
        faults,
        (note.isEmpty() ? "" : note + "; ") + steady.trouble());
  }

  /** Just after a start, and on a machine that is busy, the proxy may know no hub yet. */
  private static <T> T patiently(Supplier<T> begin) {
    for (int attempt = 1; ; attempt++) {
      try {
        return begin.get();
      } catch (RuntimeException | AssertionError notYet) {
        if (attempt == BEGINNINGS) {
          throw notYet;
        }
        rest(Duration.ofSeconds(1));
      }
    }
  }

  static void rest(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
