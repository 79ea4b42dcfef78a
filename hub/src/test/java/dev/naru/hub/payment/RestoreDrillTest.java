package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.SettableTime;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.TestDatabase;
import dev.naru.hub.testing.World;
import dev.naru.hub.vault.KeyRingBackup;
import dev.naru.hub.vault.KeyRotation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The hub, its database and its machine are lost; a dump and a backup of the ring are left. */
class RestoreDrillTest {

  private final DataSource pg = TestDatabase.empty();
  private final SettableTime time = new SettableTime(Instant.parse("2026-03-02T01:00:00Z"));

  @Test
  void after_a_restore_the_unresolved_is_asked_and_both_books_agree() throws IOException {
    String ring;
    Shop shop;
    String cancelled;
    String lostOrder = Shop.newOrder();
    World before = new World((PGSimpleDataSource) TestDatabase.fresh(), pg, time);
    try (before) {
      RunningHub hub = RunningHub.start(before, Map.of());
      shop = hub.newShop().withInicisBilling();
      cancelled = shop.paid(3_000);
      shop.cancel(cancelled, 1_000);
      Subscriber customer = Subscriber.withCard(shop, Subscriber.CARD);
      assertThat(customer.again(Shop.newOrder(), 2_000).code()).isZero();
      hub.wire.disturb((request, straight) -> {
        straight.send(request);
        throw new IOException("the line is cut");
      });
      Subscriber.onetime(shop, Subscriber.CARD, Subscriber.order(lostOrder, 8_000));
      assertThat(hub.bean(Unresolved.class).list(shop.merchant.id(), 10)).hasSize(1);
      ring = hub.bean(KeyRotation.class).copy();
      hub.close();
    }

    World after = new World((PGSimpleDataSource) TestDatabase.copyOf(before.database), pg, time);
    try (after) {
      KeyRingBackup.restore(after.home.resolve("keys").resolve("keyring.json"), ring);
      RunningHub hub = RunningHub.start(after, Map.of());
      try (hub) {
        Shop again = shop.at(hub);
        time.advance(Duration.ofMinutes(10));
        hub.settle();

        assertThat(hub.bean(Unresolved.class).list(shop.merchant.id(), 10)).isEmpty();
        assertThat(again.payment(again.paymentNumberOf(lostOrder)).path("status").asString())
            .isEqualTo("paid");
        assertThat(hub.bean(Journal.class).check().isWhole()).isTrue();
        assertThat(again.cancel(cancelled, 2_000).code()).isZero();
        hub.settle();
        BothBooks.agreeFor(again);
      }
    }
  }
}
