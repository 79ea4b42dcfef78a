package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A buyer brings the authentication of one order to the return of another, so that the PG charges
 * an order that nobody has asked it to. Exactly that charge is undone.
 */
class AnothersChargeTest {

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();

  @AfterEach
  void heal() {
    hub.wire.heal();
  }

  @ParameterizedTest
  @Tag("G05")
  @ValueSource(booleans = {false, true})
  void what_the_pg_charged_under_another_orders_number_is_given_back(boolean lineIsCutAfterwards) {
    HttpBuyer.Window first = shop.buyer().opens(Shop.newOrder(), 7_000);
    HttpBuyer.Window second = shop.buyer().opens(Shop.newOrder(), 7_000);
    HttpBuyer.Return swapped =
        second.agrees().with("authToken", first.agrees().fields().getOrDefault("authToken", ""));
    if (lineIsCutAfterwards) {
      hub.wire.disturb((request, pg) -> {
        if (request.uri().getPath().contains("payAuth")) {
          return pg.send(request);
        }
        throw new IOException("the line is cut");
      });
    }

    swapped.post();

    hub.wire.heal();
    hub.world.time.advance(Duration.ofMinutes(1));
    hub.settle();
    assertThat(shop.statusOf(second.paymentNumber())).isEqualTo("failed");
    assertThat(hub.world.chargesOf(first.paymentNumber()))
        .as("the PG has charged, and holds nothing of it any more")
        .isNotEmpty()
        .allMatch(charge -> charge.isWhollyCancelled());
    BothBooks.agreeFor(shop);
  }
}
