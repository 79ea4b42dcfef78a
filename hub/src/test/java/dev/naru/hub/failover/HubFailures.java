package dev.naru.hub.failover;

import dev.naru.hub.payment.call.OpenCalls.OpenCall;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What may happen to one of two hubs. */
final class HubFailures {

  /** Longer than the lease of a call to a PG, which the other one then takes over. */
  private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(95);

  /**
   * Longer than the lease and the doubt of a charge that the PG never heard of, with time for a
   * machine that is busy.
   */
  static final Duration TAKEN_OVER_WITHIN =
      PgCalls.LEASE.plus(OpenCall.BELIEVES_ABSENCE).plusSeconds(28);

  static final Duration SLOW = Duration.ofSeconds(8);

  private final TwoHubs hubs;
  private final Trial trial;
  private final long seed;

  HubFailures(TwoHubs hubs, Trial trial, long seed) {
    this.hubs = hubs;
    this.trial = trial;
    this.seed = seed;
  }

  void all(Supplier<List<Shop>> shops, Consumer<Outcome> seen) {
    seen.accept(killed(shops.get()));
    seen.accept(frozen(shops.get()));
    seen.accept(restarted(shops.get()));
  }

  /** {@code kill -9} while a PG is approving; the other one has to say what became of it. */
  Outcome killed(List<Shop> shops) {
    Shop victims = shops.getFirst();
    return trial.of(
        "one of two hubs killed in mid-charge",
        shops,
        seed,
        () -> {
          CutCharge cut = CutCharge.begin(hubs.world, hubs.at(hubs.first(), victims), SLOW);
          hubs.first().process().kill();
          return cut.untilSettled(TAKEN_OVER_WITHIN);
        },
        () -> hubs.start(hubs.first()));
  }

  private Outcome frozen(List<Shop> shops) {
    Shop victims = shops.getFirst();
    return trial.of(
        "one of two hubs frozen for " + LONGER_THAN_A_LEASE.toSeconds() + " s and woken",
        shops,
        seed,
        () -> {
          CutCharge cut = CutCharge.begin(hubs.world, hubs.at(hubs.first(), victims), SLOW);
          hubs.first().process().freeze();
          long frozen = System.nanoTime();
          String settled = cut.untilSettled(TAKEN_OVER_WITHIN);
          Trial.rest(LONGER_THAN_A_LEASE.minusNanos(System.nanoTime() - frozen));
          hubs.first().process().wake();
          return settled;
        },
        () -> {});
  }

  private Outcome restarted(List<Shop> shops) {
    return trial.of(
        "both hubs restarted in order, one after the other",
        shops,
        seed,
        () -> {
          for (TwoHubs.Node node : List.of(hubs.first(), hubs.second())) {
            node.process().stop();
            hubs.start(node);
            Trial.rest(Duration.ofSeconds(3));
          }
          return "";
        },
        () -> {});
  }
}
