package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.database.Columns;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes at its age, and what is kept for ever. */
@Tag("G39")
class RetentionTest {

  @Test
  void what_nobody_needs_any_more_goes_and_the_books_stay() {
    try (World world = new World();
        RunningHub hub =
            RunningHub.start(
                world,
                Map.of(
                    "naru.retention.sessions", "P3D",
                    "naru.retention.webhooks", "P3D",
                    "naru.retention.attempts", "P3D"))) {
      Shop shop = hub.newShop();
      String old = shop.paid(1_000);
      long openAttempts = openAttempt(world, shop, old);
      hub.settle();
      for (int i = 0; i < 1_200; i++) {
        addOldSession(world, shop, i);
      }

      world.time.advance(Duration.ofDays(4));
      String young = shop.paid(2_000);
      hub.settle();

      assertThat(count(world, "checkout_session", "payment_number = '" + old + "'")).isZero();
      assertThat(count(world, "checkout_session", "payment_number = 'many'")).isZero();
      assertThat(count(world, "checkout_session", "payment_number = '" + young + "'")).isEqualTo(1);
      assertThat(count(world, "webhook_task", "payment_number = '" + old + "'")).isZero();
      assertThat(count(world, "webhook_task", "payment_number = '" + young + "'")).isEqualTo(1);
      assertThat(count(world, "attempt", "payment_number = '" + old + "'"))
          .as("an attempt that is open stays, however old")
          .isEqualTo(openAttempts);
      assertThat(count(world, "attempt", "payment_number = '" + young + "'")).isEqualTo(1);
      assertThat(count(world, "payment", "payment_number = '" + old + "'")).isEqualTo(1);
      assertThat(count(world, "journal", "payment_number = '" + old + "'")).isPositive();
    }
  }

  /** A second attempt of the payment, which a person has to look at. */
  private static long openAttempt(World world, Shop shop, String paymentNumber) {
    return world
        .db()
        .sql(
            """
            insert into attempt (merchant_id, id, payment_number, kind, amount, request, created_at)
            select merchant_id, cast(overlay(cast(id as text) placing 'ffffffffffff' from 25) as uuid),
                   payment_number, 'CANCEL', 1, '{}', created_at
              from attempt where merchant_id = :m and payment_number = :p
            """)
        .param("m", shop.merchant.id())
        .param("p", paymentNumber)
        .update();
  }

  private static void addOldSession(World world, Shop shop, int no) {
    world
        .db()
        .sql(
            """
            insert into checkout_session (merchant_id, token_hash, payment_number, request_id,
              origin, hub_origin, mobile, redirects, request, created_at)
            values (:m, decode(lpad(to_hex(:no), 64, '0'), 'hex'), 'many', '', '', '', false, false,
              '{}', :at)
            """)
        .param("m", shop.merchant.id())
        .param("no", no)
        .param("at", Columns.utc(world.time.instant()))
        .update();
  }

  private static long count(World world, String table, String which) {
    return world
        .db()
        .sql("select count(*) from " + table + " where " + which)
        .query(Long.class)
        .single();
  }
}
