package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer.Return;
import dev.naru.hub.testing.HttpBuyer.Window;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.PgWire.Crash;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A hub that ends between two steps, and the next one on the same database. (That a process may be
 * killed at any moment is proved from outside, in {@code acceptance}.)
 */
@Tag("G01")
class CrashTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void whatever_a_crash_left_open_ends_the_same_in_both_books() {
    try (World world = new World()) {
      Map<String, String> ends = new LinkedHashMap<>();
      Shop shop;
      try (RunningHub first = RunningHub.start(world, Map.of())) {
        shop = first.newShop();
        ends.put(approving(shop, at("/payAuth", false)), "failed"); // BEFORE_PG_SEND
        ends.put(approving(shop, at("/payAuth", true)), "failed"); // AFTER_PG_ANSWER
        ends.put(approving(shop, lostThen(at("/netCancel", false))), "failed");
        ends.put(approving(shop, lostThen(at("/netCancel", true))), "failed");
        ends.put(cancelling(shop, at("/refund", false)), "paid"); // CANCEL_BEFORE_PG
        ends.put(cancelling(shop, at("/refund", true)), "cancelled"); // CANCEL_AFTER_PG
        assertThat(openAttempts(world)).isEqualTo(6);
      }
      try (RunningHub second = RunningHub.start(world, Map.of("naru.sole-node", "true"))) {
        Shop same = shop.at(second);
        second.bean(Janitor.class).settle(SOON);
        ends.forEach((paymentNumber, end) -> {
          if (end.equals("failed")) {
            assertThat(same.statusOf(paymentNumber))
                .as("at once, before any lease ends")
                .isEqualTo(end);
          }
        });
        for (int look = 0; look < 5; look++) {
          second.bean(Janitor.class).settle(SOON);
          world.time.advance(Duration.ofMinutes(2));
        }
        ends.forEach(
            (paymentNumber, end) -> assertThat(same.statusOf(paymentNumber)).isEqualTo(end));
        BothBooks.agreeFor(same);
      }
    }
  }

  @Test
  @Tag("G05")
  void a_write_whose_end_nobody_waited_for_leaves_the_books_equal() throws Exception {
    try (World world = new World();
        RunningHub hub =
            RunningHub.start(
                world,
                Map.of("spring.datasource.hikari.data-source-properties.socketTimeout", "5"));
        Connection other = world.database.getConnection()) {
      Shop shop = hub.newShop();
      Window window = shop.buyer().opens(Shop.newOrder(), 6_000);
      Return back = window.agrees();
      other.setAutoCommit(false);
      hub.wire.disturb(
          PgWire.at(
              "/payAuth",
              (request, pg) -> {
                var answer = pg.send(request);
                JdbcClient.create(new SingleConnectionDataSource(other, true))
                    .sql("select 1 from attempt where payment_number = :id for update")
                    .param("id", window.paymentNumber())
                    .query(Integer.class)
                    .single();
                return answer;
              }));
      back.post(); // both the write and the take-over give up; the database still holds them
      assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("ready");
      hub.wire.heal();

      other.rollback();
      world.untilWaitingForLocks(0);
      world.time.advance(Duration.ofMinutes(2));
      hub.bean(Janitor.class).settle(SOON);

      assertThat(shop.statusOf(window.paymentNumber())).isIn("paid", "failed");
      BothBooks.agreeFor(shop);
    }
  }

  private static String approving(Shop shop, PgWire.Turn crash) {
    Window window = shop.buyer().opens(Shop.newOrder(), 6_000);
    Return back = window.agrees();
    shop.hub.wire.disturb(crash);
    assertThat(back.post().statusCode()).isEqualTo(500);
    shop.hub.wire.heal();
    return window.paymentNumber();
  }

  private static String cancelling(Shop shop, PgWire.Turn crash) {
    String paymentNumber = shop.paid(6_000);
    shop.hub.wire.disturb(crash);
    assertThat(shop.cancel(paymentNumber).status()).isEqualTo(500);
    shop.hub.wire.heal();
    return paymentNumber;
  }

  private static PgWire.Turn at(String path, boolean after) {
    return PgWire.at(
        path,
        (request, pg) -> {
          if (after) {
            pg.send(request);
          }
          throw new Crash("at " + path);
        });
  }

  /** The approval is charged but its answer is lost. */
  private static PgWire.Turn lostThen(PgWire.Turn crash) {
    return (request, pg) -> {
      if (request.uri().getPath().endsWith("/payAuth")) {
        pg.send(request);
        throw new IOException("the answer is lost");
      }
      return crash.take(request, pg);
    };
  }

  private static long openAttempts(World world) {
    return world
        .db()
        .sql("select count(*) from attempt where due_at is not null")
        .query(Long.class)
        .single();
  }
}
