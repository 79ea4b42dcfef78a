package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Webhooks of failures that V1 tells nobody of (spec/webhooks.md §1). */
@Tag("G19")
class AllFailuresTest {

  private static final String REFUSED = "4000-0000-0000-0002";

  private final RunningHub hub = RunningHub.shared();

  private void declines(Shop shop, String order) {
    shop.post(
        "/subscribe/payments/onetime",
        Map.of(
            "merchant_uid",
            order,
            "amount",
            1_000,
            "card_number",
            REFUSED,
            "expiry",
            "2030-12",
            "birth",
            "123456",
            "pwd_2digit",
            "00"));
  }

  @Test
  void a_merchant_that_wants_all_failures_hears_of_windows_and_of_charges_by_api() {
    Shop shop = hub.newShop(Map.of(Setting.WEBHOOK_EVENTS, "paid all_failures"));
    HttpBuyer.Window refused = shop.buyer().opens(Shop.newOrder(), 5_000);
    refused.agrees(REFUSED).post();
    HttpBuyer.Window abandoned = shop.buyer().opens(Shop.newOrder(), 5_000);
    String order = Shop.newOrder();
    declines(shop, order);
    hub.world.time.advance(Duration.ofHours(1));
    hub.settle();

    assertThat(shop.toldOf(refused.paymentNumber())).containsExactly("failed");
    assertThat(shop.toldOf(abandoned.paymentNumber())).containsExactly("failed");
    assertThat(shop.toldOf(shop.paymentNumberOf(order))).containsExactly("failed");
  }

  @Test
  void any_other_merchant_hears_of_none_as_in_v1() {
    Shop shop = hub.newShop();
    HttpBuyer.Window refused = shop.buyer().opens(Shop.newOrder(), 5_000);
    refused.agrees(REFUSED).post();
    String order = Shop.newOrder();
    declines(shop, order);
    assertThat(shop.toldOf(refused.paymentNumber())).isEmpty();
    assertThat(shop.toldOf(shop.paymentNumberOf(order))).isEmpty();
  }
}
