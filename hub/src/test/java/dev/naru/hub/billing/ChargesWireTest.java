package dev.naru.hub.billing;

import static dev.naru.hub.billing.Subscriber.CARD;
import static dev.naru.hub.billing.Subscriber.order;
import static dev.naru.hub.billing.Subscriber.paymentNumberIn;
import static dev.naru.hub.billing.Subscriber.statusIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Charges without a buyer, over the real wire of KG INICIS. */
class ChargesWireTest {

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop().withInicisBilling();
  private final Subscriber subscriber = Subscriber.of(shop);
  private final String orderNumber = Shop.newOrder();

  @AfterEach
  void both_books_agree() {
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_key_is_issued_by_card_and_charged_again() {
    Answer issued = subscriber.givesCard(CARD);
    assertThat(issued.code()).as(issued.message()).isZero();

    Answer paid = subscriber.again(orderNumber, 3_000);

    assertThat(paid.code()).as(paid.message()).isZero();
    JsonNode payment = paid.response();
    assertThat(payment.path("status").asString()).isEqualTo("paid");
    assertThat(payment.path("imp_uid").asString()).startsWith("imps_");
    assertThat(payment.path("channel").asString()).isEqualTo("api");
    assertThat(payment.path("customer_uid").asString()).isEqualTo(subscriber.uid());
    assertThat(payment.path("customer_uid_usage").asString()).isEqualTo("payment");
    assertThat(payment.path("apply_num").asString()).isNotEmpty();
    assertThat(payment.path("card_type").isNull()).isTrue();
    assertThat(hub.world.callsAbout(paymentNumberIn(paid))).containsExactly("approval");
  }

  @Test
  void a_card_is_charged_once_and_nothing_is_kept() {
    Answer paid = Subscriber.onetime(shop, CARD, order(orderNumber, 3_000));

    assertThat(statusIn(paid)).isEqualTo("paid");
    assertThat(paid.response().path("customer_uid").isNull()).isTrue();
    assertThat(paid.response().path("customer_uid_usage").isNull()).isTrue();
    assertThat(keys()).isZero();
  }

  @Test
  void a_first_charge_keeps_the_key() {
    Answer paid = subscriber.onetime(CARD, order(orderNumber, 3_000));

    assertThat(statusIn(paid)).isEqualTo("paid");
    assertThat(paid.response().path("customer_uid_usage").asString()).isEqualTo("payment");
    assertThat(subscriber.known().code()).isZero();
    assertThat(statusIn(subscriber.again(Shop.newOrder(), 3_000))).isEqualTo("paid");
  }

  private long keys() {
    return hub.world
        .db()
        .sql("select count(*) from billing_key where merchant_id = :m")
        .param("m", shop.merchant.id())
        .query(Long.class)
        .single();
  }

  @Test
  void a_charge_by_key_is_cancelled_in_parts_and_then_wholly() {
    subscriber.givesCard(CARD);
    String paymentNumber = paymentNumberIn(subscriber.again(orderNumber, 5_000));

    assertThat(shop.cancel(paymentNumber, 2_000).code()).isZero();
    assertThat(shop.payment(paymentNumber).path("cancel_amount").asLong()).isEqualTo(2_000);
    BothBooks.agreeFor(shop);
    assertThat(shop.cancel(paymentNumber).code()).isZero();

    assertThat(shop.payment(paymentNumber).path("cancel_amount").asLong()).isEqualTo(5_000);
    assertThat(shop.cancel(paymentNumber).message()).isEqualTo("이미 전액취소된 주문입니다.");
    Answer taken = subscriber.again(orderNumber, 5_000);
    assertThat(taken.message()).as("paid once, whatever came after").isEqualTo(Subscriber.TAKEN);
  }

  @Test
  void an_order_that_was_wholly_cancelled_is_charged_again_where_the_merchant_wants_it() {
    shop.put(Setting.COMPAT_ALLOW_REUSE_AFTER_FULL_CANCEL, "true");
    subscriber.givesCard(CARD);
    String first = paymentNumberIn(subscriber.again(orderNumber, 5_000));
    shop.cancel(first);
    assertThat(statusIn(subscriber.again(orderNumber, 5_000))).isEqualTo("paid");
    assertThat(subscriber.again(orderNumber, 5_000).message()).isEqualTo(Subscriber.TAKEN);
  }

  @Test
  void an_order_without_a_name_is_named_by_its_number() {
    subscriber.givesCard(CARD);
    assertThat(nameOf(subscriber.again(orderNumber, 3_000))).isEqualTo(orderNumber);
  }

  @Test
  void an_order_without_a_name_is_named_after_the_keys_first_charge() {
    Map<String, Object> first = order(orderNumber, 3_000);
    first.put("name", "나루 정기구독");
    assertThat(nameOf(subscriber.onetime(CARD, first))).isEqualTo("나루 정기구독");
    assertThat(nameOf(subscriber.again(Shop.newOrder(), 3_000))).isEqualTo("나루 정기구독");
  }

  private static String nameOf(Answer answer) {
    return answer.response().path("name").asString("none: " + answer);
  }

  @Test
  void a_merchant_may_have_a_missing_name_refused() {
    subscriber.givesCard(CARD);
    shop.put("inicis.api.missing_name", "reject");
    for (Answer refused :
        new Answer[] {
          subscriber.again(orderNumber, 3_000),
          Subscriber.onetime(shop, CARD, order(orderNumber, 3_000)),
          subscriber.onetime(CARD, order(orderNumber, 3_000))
        }) {
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo(-1);
      assertThat(refused.message()).isEqualTo("이니시스 빌링결제는 상품명이 필수입니다.");
    }
    Map<String, Object> named = order(orderNumber, 3_000);
    named.put("name", "나루 정기구독");
    assertThat(statusIn(subscriber.again(named))).isEqualTo("paid");
  }

  @Test
  void buyer_data_that_are_missing_are_the_customers() {
    Map<String, Object> card = Subscriber.card(CARD);
    card.putAll(
        Map.of(
            "customer_name", "홍길동",
            "customer_tel", "010-4242-4242",
            "customer_email", "gildong@gmail.com",
            "customer_addr", "서울",
            "customer_postcode", "06018"));
    shop.post("/subscribe/customers/" + subscriber.uid(), card);
    Map<String, Object> order = order(orderNumber, 3_000);
    order.put("buyer_name", "임꺽정");

    JsonNode paid = subscriber.again(order).response();

    assertThat(paid.path("buyer_name").asString()).isEqualTo("임꺽정");
    assertThat(paid.path("buyer_tel").asString()).isEqualTo("010-4242-4242");
    assertThat(paid.path("buyer_email").asString()).isEqualTo("gildong@gmail.com");
    assertThat(paid.path("buyer_addr").asString()).isEqualTo("서울");
    assertThat(paid.path("buyer_postcode").asString()).isEqualTo("06018");
  }

  @ParameterizedTest
  @CsvSource({"html5_inicis", "inicis"})
  void the_provider_is_called_as_the_merchant_set_it(String code) {
    shop.put("inicis.api.provider_code", code);
    subscriber.givesCard(CARD);
    JsonNode paid = subscriber.again(orderNumber, 3_000).response();
    assertThat(paid.path("pg_provider").asString()).isEqualTo(code);
    assertThat(paid.path("pg_id").asString()).isEqualTo("INIBillTst");
    assertThat(shop.cancel(paid.path("imp_uid").asString()).code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"inicis", "html5_inicis", "inicis.INIBillTst", "html5_inicis.INIBillTst"})
  void the_pg_is_named_by_either_code(String pg) {
    Map<String, Object> order = order(orderNumber, 3_000);
    order.put("pg", pg);
    JsonNode paid = Subscriber.onetime(shop, CARD, order).response();
    assertThat(paid.path("pg_id").asString()).isEqualTo("INIBillTst");
  }

  @Test
  void a_card_from_overseas_has_no_birth_date() {
    Map<String, Object> order = order(orderNumber, 3_000);
    order.putAll(Map.of("card_number", CARD, "expiry", "2030-01"));
    assertThat(statusIn(shop.post("/subscribe/payments/foreign", order))).isEqualTo("paid");
  }
}
