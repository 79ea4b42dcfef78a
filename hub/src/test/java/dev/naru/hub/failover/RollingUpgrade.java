package dev.naru.hub.failover;

import dev.naru.hub.testing.Shop;
import java.time.Duration;
import java.util.List;

/**
 * Two hubs of the version before, which are replaced by this one's, one after the other, while
 * merchants charge. Each of the two versions also ends what the other one had in hand when it died.
 */
final class RollingUpgrade {

  /** As long as the version before may take to end a charge that it knows nothing of. */
  private static final Duration TAKEN_OVER_BY_THE_OLD = Duration.ofSeconds(200);

  private static final Duration TOGETHER = Duration.ofSeconds(10);

  private final TwoHubs hubs;
  private final Trial trial;
  private final long seed;

  /**
   * @param hubs both of the version before, on tables that this version has migrated meanwhile
   */
  RollingUpgrade(TwoHubs hubs, Trial trial, long seed) {
    this.hubs = hubs;
    this.trial = trial;
    this.seed = seed;
  }

  /**
   * @param shops two merchants that nobody else uses
   */
  Outcome inOrder(List<Shop> shops) {
    return trial.of(
        "two hubs upgraded one after the other",
        shops,
        seed,
        () -> {
          for (TwoHubs.Node node : List.of(hubs.first(), hubs.second())) {
            node.process().stop();
            hubs.start(node);
            Trial.rest(TOGETHER);
          }
          return "";
        },
        () -> {});
  }

  /**
   * The first hub is upgraded and dies with a charge in hand, which the old one ends; then the old
   * one does, and the new one ends it.
   */
  Outcome takingOverFromEachOther(List<Shop> shops) {
    Shop victims = shops.getFirst();
    return trial.of(
        "each version killed in mid-charge beside the other",
        shops,
        seed,
        () -> {
          hubs.first().process().stop();
          hubs.start(hubs.first());
          Trial.rest(TOGETHER);
          CutCharge ofTheNew = begun(hubs.first(), victims);
          hubs.first().process().kill();
          String byTheOld = ofTheNew.untilSettled(TAKEN_OVER_BY_THE_OLD);
          hubs.start(hubs.first());
          Trial.rest(TOGETHER);
          CutCharge ofTheOld = begun(hubs.second(), victims);
          hubs.second().process().kill();
          String byTheNew = ofTheOld.untilSettled(HubFailures.TAKEN_OVER_WITHIN);
          return "by the old one: " + byTheOld + "; by the new one: " + byTheNew;
        },
        () -> hubs.start(hubs.second()));
  }

  private CutCharge begun(TwoHubs.Node node, Shop shop) {
    return CutCharge.begin(hubs.world, hubs.at(node, shop), HubFailures.SLOW);
  }
}
