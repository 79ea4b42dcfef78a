package dev.naru.hub.billing;

import static dev.naru.hub.billing.Subscriber.CARD;
import static dev.naru.hub.billing.Subscriber.order;
import static dev.naru.hub.billing.Subscriber.statusIn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.PgWire.Crash;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * A hub that ends between two steps of a charge without a buyer, and the next one on the same
 * database.
 */
@Tag("G01")
class ChargeCrashTest {

  private static final String ISSUE = "type=Auth";
  private static final String CHARGE = "type=Billing";
  private static final String CARD_CHARGE = "type=Pay";

  /** What the PG never heard of is charged once it has said so (G15). */
  private static final String NEVER_BEGUN = "scheduled, before the PG";

  /**
   * What a crash left open.
   *
   * @param end of its payment
   * @param keeps whether the customer has a key in the end
   */
  private record Left(
      String what, Subscriber subscriber, String orderNumber, String end, boolean keeps) {}

  @Test
  @Tag("G15")
  @Tag("G18")
  @Tag("G19")
  void whatever_a_crash_left_open_ends_the_same_in_both_books() {
    try (World world = new World()) {
      List<Left> all = new ArrayList<>();
      Shop shop;
      try (RunningHub first = RunningHub.start(world, Map.of())) {
        shop = first.newShop().withInicisBilling();
        scheduled(shop, false, all); // SCHEDULE_BEFORE_PG
        scheduled(shop, true, all);
        called(shop, "again", false, all); // BEFORE_PG_SEND
        called(shop, "again", true, all); // AFTER_PG_ANSWER
        called(shop, "onetime", false, all);
        called(shop, "onetime", true, all);
        called(shop, "first", false, all);
        called(shop, "first", true, all);
        betweenKeyAndCharge(shop, all);
      }
      try (RunningHub second = RunningHub.start(world, Map.of("naru.sole-node", "true"))) {
        Shop same = shop.at(second);
        second.settle();
        for (Left left : all) {
          if (left.end().equals("paid") && !left.what().equals(NEVER_BEGUN)) {
            assertThat(stateOf(same, left)).as(left.what() + ": at once").isEqualTo("paid");
          }
        }
        for (int look = 0; look < 6; look++) {
          world.time.advance(Duration.ofSeconds(45));
          second.settle();
        }
        for (Left left : all) {
          assertThat(stateOf(same, left)).as(left.what()).isEqualTo(left.end());
          Subscriber subscriber = new Subscriber(same, left.subscriber().uid());
          assertThat(subscriber.known().code())
              .as(left.what() + ": its key")
              .isEqualTo(left.keeps() ? 0 : 1);
          if (left.keeps()) {
            assertThat(statusIn(subscriber.again(Shop.newOrder(), 6_000))).isEqualTo("paid");
          }
          assertThat(calls(same, left, "approval")).as(left.what()).isLessThanOrEqualTo(1);
          if (left.what().startsWith("scheduled")) {
            assertExecutedOnce(same, left);
          }
        }
        BothBooks.agreeFor(same);
      }
    }
  }

  private static String stateOf(Shop shop, Left left) {
    return shop.statusOf(paymentNumberOf(shop, left));
  }

  /** The newest of the order: what never reached the PG is charged by another one. */
  private static String paymentNumberOf(Shop shop, Left left) {
    return shop.get("/payments/find/" + left.orderNumber())
        .response()
        .path("imp_uid")
        .asString("none");
  }

  private static long calls(Shop shop, Left left, String operation) {
    return shop.hub.world.callsAbout(paymentNumberOf(shop, left)).stream()
        .filter(operation::equals)
        .count();
  }

  private static void assertExecutedOnce(Shop shop, Left left) {
    JsonNode schedule = Subscriber.scheduled(shop, left.orderNumber()).response();
    assertThat(schedule.path("schedule_status").asString()).isEqualTo("executed");
    assertThat(schedule.path("payment_status").asString()).isEqualTo(left.end());
    assertThat(schedule.path("imp_uid").asString()).isEqualTo(paymentNumberOf(shop, left));
    assertThat(shop.toldOf(paymentNumberOf(shop, left))).containsExactly(left.end());
    assertThat(
            shop.hub.world.book().stream()
                .filter(line -> line.order_id().equals(paymentNumberOf(shop, left))))
        .as("never twice")
        .hasSize(1);
  }

  private static void scheduled(Shop shop, boolean after, List<Left> all) {
    World world = shop.hub.world;
    Subscriber subscriber = Subscriber.withCard(shop, CARD);
    String orderNumber = Shop.newOrder();
    assertThat(
            subscriber.schedules(orderNumber, 6_000, world.time.instant().plusSeconds(10)).code())
        .isZero();
    shop.hub.wire.disturb(crash(CHARGE, after));
    world.time.advance(Duration.ofSeconds(10));
    shop.hub.settle();
    shop.hub.wire.heal();
    assertThat(shop.statusOf(shop.paymentNumberOf(orderNumber))).isEqualTo("ready");
    assertThat(shop.toldOf(shop.paymentNumberOf(orderNumber))).isEmpty();
    all.add(
        new Left(
            after ? "scheduled, after the PG's answer" : NEVER_BEGUN,
            subscriber,
            orderNumber,
            "paid",
            true));
  }

  private static void called(Shop shop, String way, boolean after, List<Left> all) {
    String orderNumber = Shop.newOrder();
    Subscriber subscriber =
        way.equals("again") ? Subscriber.withCard(shop, CARD) : Subscriber.of(shop);
    shop.hub.wire.disturb(crash(way.equals("onetime") ? CARD_CHARGE : CHARGE, after));
    Function<Map<String, Object>, Answer> call =
        switch (way) {
          case "again" -> subscriber::again;
          case "onetime" -> order -> Subscriber.onetime(shop, CARD, order);
          default -> order -> subscriber.onetime(CARD, order);
        };
    assertThat(call.apply(order(orderNumber, 6_000)).status()).isEqualTo(500);
    shop.hub.wire.heal();
    boolean keeps = way.equals("again") || (way.equals("first") && after);
    String what = way + (after ? ", after the PG's answer" : ", before the PG");
    all.add(new Left(what, subscriber, orderNumber, after ? "paid" : "failed", keeps));
  }

  /** A key that the PG issued and nobody knows. */
  private static void betweenKeyAndCharge(Shop shop, List<Left> all) {
    Subscriber subscriber = Subscriber.of(shop);
    String orderNumber = Shop.newOrder();
    shop.hub.wire.disturb(crash(ISSUE, true));
    assertThat(subscriber.onetime(CARD, order(orderNumber, 6_000)).status()).isEqualTo(500);
    shop.hub.wire.heal();
    all.add(new Left("first, after the key", subscriber, orderNumber, "failed", false));
  }

  private static PgWire.Turn crash(String at, boolean after) {
    return (request, pg) -> {
      if (!new String(request.body(), UTF_8).contains(at)) {
        return pg.send(request);
      }
      if (after) {
        pg.send(request);
      }
      throw new Crash(at);
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_check_of_a_card_that_a_crash_left_open_holds_no_money_in_the_end(boolean after) {
    try (World world = new World()) {
      Shop shop;
      Subscriber subscriber;
      String orderNumber = Shop.newOrder();
      try (RunningHub first = RunningHub.start(world, Map.of())) {
        shop = first.newShop().withInicisBilling();
        subscriber = Subscriber.of(shop);
        Map<String, Object> body = new HashMap<>(Subscriber.card(CARD));
        body.put("customer_uid", subscriber.uid());
        body.put("checking_amount", 1_000);
        body.put(
            "schedules",
            List.of(Subscriber.item(orderNumber, 6_000, world.time.instant().plusSeconds(600))));
        first.wire.disturb(crash(CHARGE, after));
        assertThat(shop.post("/subscribe/payments/schedule", body).status()).isEqualTo(500);
      }
      assertThat(world.book()).filteredOn(World.Charge::holdsMoney).hasSize(after ? 1 : 0);
      try (RunningHub second = RunningHub.start(world, Map.of("naru.sole-node", "true"))) {
        Shop same = shop.at(second);
        for (int look = 0; look < 6; look++) {
          second.settle();
          world.time.advance(Duration.ofMinutes(2));
        }
        assertThat(world.book()).noneMatch(World.Charge::holdsMoney);
        assertThat(new Subscriber(same, subscriber.uid()).known().code()).isEqualTo(1);
        assertThat(Subscriber.scheduled(same, orderNumber).status()).isEqualTo(404);
        assertThat(world.db().sql("select count(*) from webhook_task").query(Long.class).single())
            .isZero();
        BothBooks.agreeFor(same);
      }
    }
  }

  /** SCHEDULE_CLAIMED: leased, and nothing entered yet. */
  @ParameterizedTest
  @Tag("G15")
  @ValueSource(booleans = {true, false})
  void a_schedule_that_was_leased_by_a_hub_that_died_is_executed_once(boolean soleNode) {
    try (World world = new World()) {
      Shop shop;
      String orderNumber = Shop.newOrder();
      try (RunningHub first = RunningHub.start(world, Map.of())) {
        shop = first.newShop().withInicisBilling();
        Subscriber subscriber = Subscriber.withCard(shop, CARD);
        assertThat(
                subscriber
                    .schedules(orderNumber, 6_000, world.time.instant().plusSeconds(10))
                    .code())
            .isZero();
        world.databaseFails("before insert", "true");
        world.time.advance(Duration.ofSeconds(10));
        untilLeased(world);
      }
      world.databaseWorks();
      assertThat(leased(world)).isEqualTo(1);
      try (RunningHub second =
          RunningHub.start(world, Map.of("naru.sole-node", Boolean.toString(soleNode)))) {
        Shop same = shop.at(second);
        if (!soleNode) {
          assertThat(scheduleStatus(same, orderNumber)).isEqualTo("scheduled");
          world.time.advance(Duration.ofMinutes(2));
        }
        second.settle();
        assertThat(scheduleStatus(same, orderNumber)).isEqualTo("executed");
        String paymentNumber = same.paymentNumberOf(orderNumber);
        assertThat(same.statusOf(paymentNumber)).isEqualTo("paid");
        assertThat(world.callsAbout(paymentNumber)).containsExactly("approval");
        assertThat(same.toldOf(same.paymentNumberOf(orderNumber))).containsExactly("paid");
        BothBooks.agreeFor(same);
      }
    }
  }

  private static String scheduleStatus(Shop shop, String orderNumber) {
    return Subscriber.scheduled(shop, orderNumber).response().path("schedule_status").asString();
  }

  private static void untilLeased(World world) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (leased(world) == 0) {
      assertThat(System.nanoTime()).as("nobody leased it").isLessThan(end);
    }
  }

  private static long leased(World world) {
    return world
        .db()
        .sql("select count(*) from schedule where leased_until is not null")
        .query(Long.class)
        .single();
  }
}
