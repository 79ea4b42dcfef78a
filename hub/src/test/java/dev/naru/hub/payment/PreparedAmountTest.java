package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.HttpBuyer.Window;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is charged is what the shop's server said, whatever a buyer's browser says. */
@Tag("G07")
class PreparedAmountTest {

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();

  @Test
  void another_amount_than_the_prepared_one_opens_no_window() {
    String order = prepared(10_000);
    var answer = shop.buyer().requests(HttpBuyer.order(order, 9_000));
    assertThat(answer.path("done").path("error_code").asString("")).isEqualTo("F1003");
    assertThat(shop.get("/payments/find/" + order).status()).isEqualTo(404);
  }

  @Test
  void the_prepared_amount_is_charged() {
    String order = prepared(10_000);
    String paymentNumber = shop.paid(order, 10_000);
    assertThat(hub.world.chargesOf(paymentNumber))
        .extracting(c -> c.amount())
        .containsExactly(10_000L);
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_return_that_was_tampered_with_charges_nothing() {
    Window window = shop.buyer().opens(Shop.newOrder(), 10_000);
    var back = window.agrees();
    assertThat(back.with("orderNumber", "imp_000000000000").post().statusCode()).isEqualTo(400);
    assertThat(back.with("authUrl", "https://attacker.example/api/payAuth").post().statusCode())
        .isEqualTo(400);
    assertThat(back.with("mid", "INIBillTst").post().statusCode()).isEqualTo(400);
    assertThat(hub.world.callsAbout(window.paymentNumber())).isEmpty();
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("ready");

    back.post();
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_amount_that_is_prepared_while_the_window_is_open_counts(boolean preparedBefore) {
    String order = preparedBefore ? prepared(5_000) : Shop.newOrder();
    Window window = shop.buyer().opens(order, 5_000);
    var back = window.agrees();
    Map<String, Object> other = Map.of("merchant_uid", order, "amount", 99_000);
    var answer =
        preparedBefore
            ? shop.put("/payments/prepare", other)
            : shop.post("/payments/prepare", other);
    assertThat(answer.code()).isZero();

    back.post();
    back.post();

    assertThat(hub.world.callsAbout(window.paymentNumber())).isEmpty();
    var payment = shop.payment(window.paymentNumber());
    assertThat(payment.path("status").asString()).isEqualTo("failed");
    assertThat(payment.path("fail_reason").asString()).isEqualTo("결제요청금액이 사전등록된 금액과 일치하지 않습니다.");
    assertThat(window.told().toString()).contains("사전등록된 금액");
    BothBooks.agreeFor(shop);
  }

  @Test
  void the_same_amount_that_is_prepared_while_the_window_is_open_is_charged() {
    String order = Shop.newOrder();
    Window window = shop.buyer().opens(order, 5_000);
    var back = window.agrees();
    shop.post("/payments/prepare", Map.of("merchant_uid", order, "amount", "5000.00"));

    back.post();

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  private String prepared(long amount) {
    String order = Shop.newOrder();
    shop.post("/payments/prepare", Map.of("merchant_uid", order, "amount", amount));
    return order;
  }
}
