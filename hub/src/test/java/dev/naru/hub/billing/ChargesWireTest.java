package dev.naru.hub.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys and charges without a buyer, over the real wire of KG INICIS. */
class ChargesWireTest {

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop().withInicisBilling();
  private final String customer = "customer_" + Shop.newOrder();

  @Test
  void a_key_is_issued_by_card_and_charged_again() {
    Answer issued = shop.post("/subscribe/customers/" + customer, card());
    assertThat(issued.code()).as(issued.message()).isZero();

    Answer paid =
        shop.post(
            "/subscribe/payments/again",
            Map.of("customer_uid", customer, "merchant_uid", Shop.newOrder(), "amount", 3000));

    assertThat(paid.code()).as(paid.message()).isZero();
    assertThat(paid.response().path("status").asString()).isEqualTo("paid");
    assertThat(paid.response().path("imp_uid").asString()).startsWith("imps_");
    assertThat(paid.response().path("customer_uid_usage").asString()).isEqualTo("payment");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_card_is_charged_once_and_nothing_is_kept() {
    Map<String, Object> order = card();
    order.put("merchant_uid", Shop.newOrder());
    order.put("amount", 3000);

    Answer paid = shop.post("/subscribe/payments/onetime", order);

    assertThat(paid.code()).as(paid.message()).isZero();
    assertThat(paid.response().path("status").asString()).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_first_charge_keeps_the_key() {
    Map<String, Object> order = card();
    order.put("customer_uid", customer);
    order.put("merchant_uid", Shop.newOrder());
    order.put("amount", 3000);

    Answer paid = shop.post("/subscribe/payments/onetime", order);

    assertThat(paid.code()).as(paid.message()).isZero();
    assertThat(paid.response().path("status").asString()).isEqualTo("paid");
    assertThat(shop.get("/subscribe/customers/" + customer).code()).isZero();
    BothBooks.agreeFor(shop);
  }

  private static Map<String, Object> card() {
    return new HashMap<>(
        Map.of("card_number", "1234-1234-1234-1234", "expiry", "2019-01", "birth", "123456"));
  }
}
