package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExpireWindowsTest {

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();

  @Test
  void a_window_that_nobody_goes_on_with_fails_after_an_hour_and_no_sooner() {
    HttpBuyer.Window window = shop.buyer().opens(Shop.newOrder(), 5_000);
    String paid = shop.paid(5_000);

    passes(Duration.ofMinutes(59));
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("ready");
    passes(Duration.ofMinutes(1));

    JsonNode payment = shop.payment(window.paymentNumber());
    assertThat(payment.path("status").asString()).isEqualTo("failed");
    assertThat(payment.path("fail_reason").asString()).contains("시간");
    assertThat(payment.path("failed_at").asLong())
        .isEqualTo(hub.world.time.instant().getEpochSecond());
    assertThat(shop.toldOf(window.paymentNumber())).isEmpty();
    assertThat(shop.statusOf(paid)).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  private void passes(Duration time) {
    hub.world.time.advance(time);
    hub.settle();
  }
}
