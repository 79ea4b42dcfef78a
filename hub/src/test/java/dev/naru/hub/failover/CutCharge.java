package dev.naru.hub.failover;

import static dev.naru.hub.billing.Subscriber.CARD;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.time.Duration;

/** A charge that a hub has sent, and whose PG takes its time: the hub fails meanwhile. */
final class CutCharge {

  private static final Duration BEGINS_WITHIN = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final World world;
  private final Shop shop;
  private final String order;

  private CutCharge(World world, Shop shop, String order) {
    this.world = world;
    this.shop = shop;
    this.order = order;
  }

  /**
   * Returns when the charge is on record as under way.
   *
   * @param shop at the hub that will fail
   * @param slow how long the PG takes
   */
  static CutCharge begin(World world, Shop shop, Duration slow) {
    String order = "cut_" + Shop.newOrder();
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    world.scenarioOfOrder(World.INICIS, order, "slow", ",\"delay_ms\":" + slow.toMillis());
    Thread.ofVirtual()
        .start(() -> {
          try {
            subscriber.again(order, 1_000);
          } catch (RuntimeException | AssertionError cut) {
            // Its hub has failed.
          }
        });
    CutCharge cut = new CutCharge(world, shop, order);
    long end = System.nanoTime() + BEGINS_WITHIN.toNanos();
    while (cut.isSettled()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the charge never began");
      }
      Trial.rest(LOOK);
    }
    return cut;
  }

  /**
   * Waits until another hub has ended it, and says when that was, for a table.
   *
   * @throws AssertionError if it is open at the limit
   */
  String untilSettled(Duration limit) {
    long from = System.nanoTime();
    while (!isSettled()) {
      if (System.nanoTime() - from > limit.toNanos()) {
        throw new AssertionError(
            "the charge in hand was not settled within " + limit.toSeconds() + " s");
      }
      Trial.rest(LOOK);
    }
    return "the charge in hand was settled after "
        + Duration.ofNanos(System.nanoTime() - from).toSeconds()
        + " s";
  }

  /** Whether no call to a PG is open for it. */
  boolean isSettled() {
    return !world
        .db()
        .sql(
            """
            select exists (
              select 1 from attempt a join payment p using (merchant_id, payment_number)
               where p.merchant_id = :m and p.order_number = :o and a.due_at is not null)
            """)
        .param("m", shop.merchant.id())
        .param("o", order)
        .query(Boolean.class)
        .single();
  }
}
