package dev.naru.hub.schedule;

import static dev.naru.hub.billing.Subscriber.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A hub whose pool has a single connection. A call that asks for a second one while it holds the
 * first, as a query inside a row mapper does, waits for itself here; with a larger pool it takes
 * enough callers at once to stop every merchant.
 */
@Tag("G39")
class OneConnectionTest {

  /** The database is migrated already, and migrating takes two. */
  static final Map<String, Object> ONE_CONNECTION =
      Map.of("spring.datasource.hikari.maximum-pool-size", "1", "spring.flyway.enabled", "false");

  @Test
  void no_call_and_no_loop_needs_two_connections_at_once() {
    try (World world = new World();
        RunningHub hub = RunningHub.start(world, ONE_CONNECTION)) {
      Shop shop = hub.newShop().withInicisBilling();
      Subscriber subscriber = Subscriber.withCard(shop, CARD);
      String moved = Shop.newOrder();
      String refused = Shop.newOrder();
      String revoked = Shop.newOrder();
      Instant soon = world.time.instant().plusSeconds(60);

      assertThat(
              subscriber
                  .schedules(
                      List.of(
                          Subscriber.item(moved, 3_000, soon),
                          Subscriber.item(refused, 4_000, soon),
                          Subscriber.item(revoked, 5_000, soon)))
                  .code())
          .isZero();
      assertThat(subscriber.schedules(moved, 3_000, soon).code()).as("taken").isEqualTo(1);
      assertThat(
              shop.put(
                      "/subscribe/payments/schedule/" + moved,
                      Map.of("schedule_at", soon.plusSeconds(1).getEpochSecond()))
                  .status())
          .isEqualTo(200);
      assertThat(subscriber.unschedules(revoked).response()).hasSize(1);
      assertThat(
              shop.post(
                      "/subscribe/payments/schedule/" + revoked + "/reschedule",
                      Map.of("schedule_at", soon.getEpochSecond()))
                  .status())
          .isEqualTo(200);
      world.scenarioOfOrder(World.INICIS, refused, "decline", "");
      world.time.advance(Duration.ofSeconds(61));
      hub.settle();
      assertThat(shop.post("/subscribe/payments/schedule/" + refused + "/retry", Map.of()).status())
          .isEqualTo(200);
      assertThat(
              shop.get(
                      "/subscribe/payments/schedule?schedule_from=%d&schedule_to=%d"
                          .formatted(
                              soon.minusSeconds(60).getEpochSecond(),
                              soon.plusSeconds(60).getEpochSecond()))
                  .response()
                  .path("total")
                  .asInt())
          .isEqualTo(4);
      String paid = shop.paid(6_000);
      assertThat(shop.cancel(paid).code()).isZero();
      hub.settle();
      for (String order : List.of(moved, refused, revoked)) {
        assertThat(Subscriber.scheduled(shop, order).response().path("payment_status").asString())
            .as(order)
            .isEqualTo("paid");
      }
      BothBooks.agreeFor(shop);
    }
  }
}
