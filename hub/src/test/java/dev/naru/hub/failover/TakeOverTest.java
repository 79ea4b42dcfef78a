package dev.naru.hub.failover;

import static dev.naru.hub.billing.Subscriber.CARD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.crash.CrashPoint;
import dev.naru.hub.crash.TestCrashHook;
import dev.naru.hub.payment.call.OpenCalls.OpenCall;
import dev.naru.hub.payment.call.PgCalls;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.PgWire.Crash;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How soon one of two hubs ends what the other one had in hand when it died. */
@Tag("G39")
class TakeOverTest {

  private static final String CHARGE = "type=Billing";

  /** How long what was given back rests. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void
      the_other_hub_settles_what_a_dead_one_had_in_hand_soon_after_the_lease_also_while_the_database_stumbles() {
    try (World world = new World();
        RunningHub stays = RunningHub.start(world, Map.of())) {
      Shop shop = stays.newShop().withInicisBilling();
      String charged = Shop.newOrder();
      String neverSent = Shop.newOrder();
      try (RunningHub dies = RunningHub.start(world, Map.of())) {
        Subscriber subscriber = Subscriber.withCard(shop.at(dies), CARD);
        dies.wire.disturb(dying(true));
        assertThat(subscriber.again(charged, 6_000).status()).isEqualTo(500);
        dies.wire.disturb(dying(false));
        assertThat(subscriber.again(neverSent, 6_000).status()).isEqualTo(500);
      }

      // Whoever takes over may write, and can write nothing afterwards.
      world.db().sql("create sequence refused_writes").update();
      world
          .db()
          .sql(
              """
              create function is_away() returns trigger language plpgsql as
              $$ begin perform nextval('refused_writes'); raise exception 'away'; end $$
              """)
          .update();
      world
          .db()
          .sql(
              """
              create trigger is_away before update on attempt for each row
                when (new.fence = old.fence) execute function is_away()
              """)
          .update();
      world.time.advance(PgCalls.LEASE);
      // Of each charge the end or its delay, and its lease's end.
      await(() -> refusedWrites(world) >= 4);
      world.db().sql("drop trigger is_away on attempt").update();
      await(() -> dueWithin(world, SOON) == 2);

      world.time.advance(SOON);
      stays.settle();
      assertThat(stateOf(shop, charged)).isEqualTo("PAID");
      assertThat(stateOf(shop, neverSent)).as("the PG has to say it twice").isEqualTo("APPROVING");

      Instant latest = world.time.instant().plus(OpenCall.BELIEVES_ABSENCE);
      while (stateOf(shop, neverSent).equals("APPROVING")) {
        Instant look = nextLook(world);
        assertThat(look).isBeforeOrEqualTo(latest);
        world.time.advance(Duration.between(world.time.instant(), look));
        stays.settle();
      }
      assertThat(stateOf(shop, neverSent)).isEqualTo("FAILED");
      BothBooks.agreeFor(shop);
    }
  }

  /** Else it would charge what the other one has called failed by then. */
  @Test
  @Tag("G01")
  void a_hub_that_stood_still_between_its_intent_and_the_pg_sends_nothing_when_it_wakes() {
    try (World world = new World();
        RunningHub hub = RunningHub.start(world, Map.of())) {
      Shop shop = hub.newShop().withInicisBilling();
      Subscriber subscriber = Subscriber.withCard(shop, CARD);
      AtomicInteger asked = new AtomicInteger();
      hub.wire.disturb((request, pg) -> {
        if (new String(request.body(), UTF_8).contains(CHARGE)) {
          asked.incrementAndGet();
        }
        return pg.send(request);
      });
      String order = Shop.newOrder();
      AtomicBoolean stands = new AtomicBoolean(true);
      TestCrashHook.does(point -> {
        if (point == CrashPoint.ATTEMPT_SAVED && stands.getAndSet(false)) {
          world.time.advance(PgCalls.LEASE.plus(OpenCall.BELIEVES_ABSENCE));
        }
      });
      try {
        subscriber.again(order, 6_000);
      } finally {
        TestCrashHook.doesNothing();
      }
      while (stateOf(shop, order).equals("APPROVING")) {
        world.time.advance(Duration.between(world.time.instant(), nextLook(world)));
        hub.settle();
      }

      assertThat(asked).hasValue(0);
      assertThat(stateOf(shop, order)).isEqualTo("FAILED");
      BothBooks.agreeFor(shop);
    }
  }

  /** The process ends before or after the PG has heard of the charge. */
  private static PgWire.Turn dying(boolean afterThePg) {
    return (request, pg) -> {
      if (!new String(request.body(), UTF_8).contains(CHARGE)) {
        return pg.send(request);
      }
      if (afterThePg) {
        pg.send(request);
      }
      throw new Crash("with a charge in hand");
    };
  }

  private static long refusedWrites(World world) {
    return world.db().sql("select last_value from refused_writes").query(Long.class).single();
  }

  private static long dueWithin(World world, Duration limit) {
    return world
        .db()
        .sql("select count(*) from attempt where due_at <= :until")
        .param("until", world.time.instant().plus(limit).atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private static Instant nextLook(World world) {
    return world
        .db()
        .sql("select min(due_at) from attempt where due_at is not null")
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  /** Not by the REST API, since whoever looks there has the PG asked. */
  private static String stateOf(Shop shop, String orderNumber) {
    return shop.hub
        .world
        .db()
        .sql("select state from payment where merchant_id = :m and order_number = :o")
        .param("m", shop.merchant.id())
        .param("o", orderNumber)
        .query(String.class)
        .single();
  }

  private static void await(BooleanSupplier met) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!met.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      Trial.rest(Duration.ofMillis(20));
    }
  }
}
