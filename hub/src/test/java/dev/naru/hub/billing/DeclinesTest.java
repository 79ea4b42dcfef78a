package dev.naru.hub.billing;

import static dev.naru.hub.billing.Subscriber.EXPIRED;
import static dev.naru.hub.billing.Subscriber.REFUSED;
import static dev.naru.hub.billing.Subscriber.WRONG_NUMBER;
import static dev.naru.hub.billing.Subscriber.order;
import static dev.naru.hub.billing.Subscriber.paymentNumberIn;
import static dev.naru.hub.billing.Subscriber.statusIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A "no" to a charge or to a card, in the words merchants compare (spec/rest-api.md §1.6). */
class DeclinesTest {

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withInicisBilling();
  private final String orderNumber = Shop.newOrder();

  /** The brake on card testing counts all shops of this address together. */
  @BeforeEach
  void the_refusals_of_other_tests_are_forgotten() {
    world.time.advance(Duration.ofMinutes(11));
  }

  @AfterEach
  void both_books_agree() {
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @CsvSource({
    REFUSED + ",120001,거래제한(정지)카드",
    EXPIRED + ",120004,유효기간 만료",
    "4000-0000-0000-9995,120016,월 사용한도 초과",
    "4000-0000-0000-9979,120026,'도난, 분실카드'",
  })
  @Tag("G16")
  void a_key_whose_card_is_declined_leaves_a_failed_payment_and_the_order_free(
      String number, String code, String text) {
    Subscriber subscriber = Subscriber.withCard(shop, number);

    Answer declined = subscriber.again(orderNumber, 3_000);

    assertThat(declined.status()).isEqualTo(200);
    assertThat(declined.code()).as(declined.message()).isZero();
    assertThat(statusIn(declined)).isEqualTo("failed");
    assertThat(declined.response().path("fail_reason").asString()).contains(text);
    assertThat(declined.response().path("failed_at").asLong()).isPositive();
    JsonNode kept = shop.payment(paymentNumberIn(declined));
    assertThat(kept.path("status").asString()).isEqualTo("failed");
    assertThat(kept.path("merchant_uid").asString()).isEqualTo(orderNumber);

    shop.put(Setting.COMPAT_DECLINE_FORM, "error");
    Answer error = subscriber.again(orderNumber, 3_000);
    assertThat(error.status()).isEqualTo(200);
    assertThat(error.code()).isEqualTo(-1);
    assertThat(error.message()).startsWith("결제승인에 실패하였습니다. [" + code + "]").contains(text);
    assertThat(error.response().isNull()).isTrue();
    assertThat(shop.get("/payments/find/" + orderNumber + "/failed").response()).isNotEmpty();
    assertThat(subscriber.givesCard(Subscriber.CARD).code()).isZero();

    Answer paid = subscriber.again(orderNumber, 3_000);
    assertThat(statusIn(paid)).isEqualTo("paid");
    assertThat(paymentNumberIn(paid)).isNotEqualTo(paymentNumberIn(declined));
    assertThat(world.callsAbout(paymentNumberIn(declined))).containsExactly("approval");
  }

  @Test
  @Tag("G16")
  void a_scenario_declines_a_charge_once() {
    Subscriber subscriber = Subscriber.withCard(shop, Subscriber.CARD);
    world.scenarioOfOrder(World.INICIS, orderNumber, "decline", "");
    assertThat(statusIn(subscriber.again(orderNumber, 3_000))).isEqualTo("failed");
    assertThat(statusIn(subscriber.again(orderNumber, 3_000))).isEqualTo("paid");
  }

  @Test
  void a_wrong_number_gets_no_key() {
    Subscriber subscriber = Subscriber.of(shop);
    Answer refused = subscriber.givesCard(WRONG_NUMBER);
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.code()).isEqualTo(-1);
    assertThat(refused.message()).startsWith("카드정보 인증 및 빌키 발급에 실패하였습니다. ").endsWith("카드번호 오류");
    assertThat(subscriber.known().code()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    WRONG_NUMBER + ",카드정보 인증에 실패하였습니다. [500601],카드번호 오류",
    EXPIRED + ",카드정보 인증에 실패하였습니다. [120004],유효기간 만료",
    REFUSED + ",결제승인에 실패하였습니다. [120001],거래제한(정지)카드",
    "4000-0000-0000-9995,결제승인에 실패하였습니다. [120016],월 사용한도 초과",
  })
  void a_card_that_is_declined_is_told_as_an_error(String number, String start, String text) {
    Answer refused = Subscriber.onetime(shop, number, order(orderNumber, 3_000));
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.code()).isEqualTo(-1);
    assertThat(refused.message()).startsWith(start).contains(text);
    assertThat(refused.response().isNull()).isTrue();
    JsonNode failed = shop.get("/payments/find/" + orderNumber + "/failed").response();
    assertThat(failed.path("fail_reason").asString()).contains(text);

    assertThat(statusIn(Subscriber.onetime(shop, Subscriber.CARD, order(orderNumber, 3_000))))
        .isEqualTo("paid");
  }

  @ParameterizedTest
  @ValueSource(strings = {WRONG_NUMBER, REFUSED})
  void a_declined_first_charge_keeps_no_key(String number) {
    Subscriber subscriber = Subscriber.of(shop);
    Answer refused = subscriber.onetime(number, order(orderNumber, 3_000));
    assertThat(refused.code()).isEqualTo(-1);
    assertThat(refused.message())
        .startsWith(number.equals(WRONG_NUMBER) ? "카드정보 인증에 실패하였습니다. [" : "결제승인에 실패하였습니다. [");
    assertThat(subscriber.known().code()).isEqualTo(1);
    assertThat(shop.get("/payments/find/" + orderNumber + "/failed").response()).isNotEmpty();
  }

  @Test
  void a_declined_first_charge_may_be_told_as_a_failed_payment_too() {
    shop.put(Setting.COMPAT_DECLINE_FORM, "failed_payment");
    Answer declined = Subscriber.onetime(shop, REFUSED, order(orderNumber, 3_000));
    assertThat(declined.code()).isZero();
    assertThat(statusIn(declined)).isEqualTo("failed");
  }

  @Test
  void an_amount_below_the_pgs_least_is_refused_in_the_pgs_words() {
    Subscriber subscriber = Subscriber.withCard(shop, Subscriber.CARD);
    Answer declined = subscriber.again(orderNumber, 999);
    assertThat(statusIn(declined)).isEqualTo("failed");
    assertThat(declined.response().path("fail_reason").asString()).contains("1000원 미만");
  }

  @Test
  void who_has_no_key_is_told_so_and_nothing_is_entered() {
    Answer unknown = Subscriber.of(shop).again(orderNumber, 3_000);
    assertThat(unknown.status()).isEqualTo(200);
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.message()).isEqualTo("등록되지 않은 구매자입니다.");
    assertThat(shop.get("/payments/find/" + orderNumber).status()).isEqualTo(404);
  }

  @Test
  void an_order_that_was_paid_is_taken_however_it_is_asked_for() {
    Subscriber subscriber = Subscriber.withCard(shop, Subscriber.CARD);
    assertThat(statusIn(subscriber.again(orderNumber, 3_000))).isEqualTo("paid");
    for (Answer taken :
        new Answer[] {
          subscriber.again(orderNumber, 3_000),
          Subscriber.onetime(shop, Subscriber.CARD, order(orderNumber, 3_000)),
          subscriber.onetime(Subscriber.CARD, order(orderNumber, 3_000))
        }) {
      assertThat(taken.status()).isEqualTo(200);
      assertThat(taken.code()).isEqualTo(1);
      assertThat(taken.message()).isEqualTo(Subscriber.TAKEN);
    }
  }

  @Test
  void a_shop_without_a_channel_that_takes_cards_is_told_so() {
    Shop phones = hub.newShop().withMobilians();
    world
        .db()
        .sql("delete from channel where merchant_id = :m and provider = 'html5_inicis'")
        .param("m", phones.merchant.id())
        .update();
    Subscriber subscriber = Subscriber.of(phones);
    for (Answer none :
        new Answer[] {
          subscriber.givesCard(Subscriber.CARD),
          subscriber.onetime(Subscriber.CARD, order(orderNumber, 3_000)),
          Subscriber.onetime(phones, Subscriber.CARD, order(orderNumber, 3_000))
        }) {
      assertThat(none.status()).isEqualTo(200);
      assertThat(none.code()).isEqualTo(1);
      assertThat(none.message()).isEqualTo("비인증결제모듈 사용정보를 찾을 수 없습니다.");
    }
    BothBooks.agreeFor(phones);
  }
}
