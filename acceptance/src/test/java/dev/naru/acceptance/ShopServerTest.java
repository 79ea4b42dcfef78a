package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests what the hub sends to the merchant's server: webhooks and {@code confirm_url}. */
@Tag("G18")
class ShopServerTest extends Journey {

  private String pays(Merchant merchant, Map<String, Object> param) {
    Tab tab = opens(merchant, param);
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    return answer.path("imp_uid").asString();
  }

  @Test
  @Tag("G21")
  void who_is_told_by_webhook_can_read_the_payment_at_once() {
    Merchant merchant = merchant();
    var inside = new AtomicReference<>("");
    shop.answerWebhooksWith(webhook -> {
      inside.set(merchant.statusOf(webhook.impUid()));
      return 200;
    });
    Map<String, Object> param = request();
    String impUid = pays(merchant, param);
    Shop.Webhook webhook = shop.nextWebhook();
    assertThat(inside.get()).isEqualTo("paid");
    assertThat(webhook.body().propertyNames())
        .contains("imp_uid", "merchant_uid", "status")
        .isSubsetOf("imp_uid", "merchant_uid", "status", "cancellation_id");
    assertThat(webhook.body().path("merchant_uid").asString()).isEqualTo(param.get("merchant_uid"));
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  @Tag("G20")
  void a_webhook_that_failed_is_sent_again_a_minute_later() {
    Merchant merchant = merchant();
    var calls = new AtomicInteger();
    shop.answerWebhooksWith(webhook -> calls.incrementAndGet() == 1 ? 500 : 200);
    String impUid = pays(merchant, request());
    assertThat(shop.nextWebhook().impUid()).isEqualTo(impUid);
    assertThat(shop.webhooksSoFar()).isEmpty();

    naru.advanceClock("PT1M");
    assertThat(shop.nextWebhook().impUid()).isEqualTo(impUid);
    naru.advanceClock("PT1M");
    assertThat(shop.webhooksSoFar()).isEmpty();
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  @Tag("G20")
  void a_webhook_that_the_shop_refuses_for_good_is_not_sent_again() {
    Merchant merchant = merchant();
    shop.answerWebhooksWith(webhook -> 404);
    String impUid = pays(merchant, request());
    assertThat(shop.nextWebhook().impUid()).isEqualTo(impUid);
    naru.advanceClock("PT1M");
    assertThat(shop.webhooksSoFar()).isEmpty();
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  void every_address_of_a_notice_url_array_is_told() {
    Merchant merchant = merchant();
    List<String> urls = List.of(shop.url("/webhook/books"), shop.url("/webhook/warehouse"));
    String impUid = pays(merchant, request("notice_url", urls));
    Shop.Webhook one = shop.nextWebhook();
    Shop.Webhook other = shop.nextWebhook();
    assertThat(Set.of(one.path(), other.path()))
        .containsExactlyInAnyOrder("/webhook/books", "/webhook/warehouse");
    assertThat(one.impUid()).isEqualTo(impUid);
    assertThat(other.impUid()).isEqualTo(impUid);
    assertThat(shop.webhooksSoFar()).isEmpty();
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  void a_cancel_by_rest_is_told_only_when_asked_for() {
    Merchant merchant = merchant();
    String impUid = pays(merchant, request());
    assertThat(shop.nextWebhook().status()).isEqualTo("paid");

    cancel(merchant, Map.of("imp_uid", impUid, "amount", 4000));
    naru.advanceClock("PT1M");
    assertThat(shop.webhooksSoFar()).isEmpty();
    Books.areEqualFor(merchant, impUid);

    JsonNode cancelled =
        cancel(merchant, Map.of("imp_uid", impUid, "checksum", 10000, "enable_webhook", true));
    Shop.Webhook webhook = shop.nextWebhook();
    assertThat(webhook.status()).isEqualTo("cancelled");
    assertThat(webhook.body().path("cancellation_id"))
        .isEqualTo(cancelled.path("cancel_history").get(1).path("cancellation_id"));
    assertThat(merchant.statusOf(impUid)).isEqualTo("cancelled");
    Books.areEqualFor(merchant, impUid);
  }

  private static JsonNode cancel(Merchant merchant, Map<String, ?> body) {
    JsonNode answer = merchant.post("/payments/cancel", body).json();
    assertThat(answer.path("code").asInt(-1)).as("%s", answer).isZero();
    return answer.path("response");
  }

  @Test
  void the_shops_server_may_say_no_before_the_charge() {
    Merchant merchant = merchant();
    shop.answerConfirmWith("409 {\"reason\":\"재고 부족\"}");
    Map<String, Object> param = request("confirm_url", shop.url("/confirm"));
    Tab tab = opens(merchant, param);
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);

    JsonNode answer = tab.answer();
    String impUid = answer.path("imp_uid").asString();
    String text = "고객사 요청에 의해 결제를 중단합니다. (상세사유 : 재고 부족)";
    assertThat(answer.path("error_msg").asString()).isEqualTo(text);
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    JsonNode asked = shop.nextConfirm();
    assertThat(asked.path("imp_uid").asString()).isEqualTo(impUid);
    assertThat(asked.path("merchant_uid").asString()).isEqualTo(param.get("merchant_uid"));
    assertThat(asked.path("amount").asLong()).isEqualTo(14000);
    assertThat(merchant.payment(impUid).path("fail_reason").asString()).isEqualTo(text);
    assertThat(naru.pgCalls(impUid)).doesNotContain("approval");
    assertThat(shop.webhooksSoFar()).isEmpty();
    Books.holdNothingOf(merchant, impUid);
  }

  @Test
  void a_refusal_without_a_reason_and_a_server_that_is_away_are_a_no_too() {
    Merchant merchant = merchant();
    shop.answerConfirmWith("500 oops");
    Tab unsaid = opens(merchant, request("confirm_url", shop.url("/confirm")));
    Buyer.atDesk(unsaid.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode first = unsaid.answer();
    Tab away = opens(merchant, request("confirm_url", "http://localhost:9/confirm"));
    Buyer.atDesk(away.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode second = away.answer();
    for (JsonNode answer : List.of(first, second)) {
      assertThat(answer.path("error_msg").asString())
          .isEqualTo("고객사 요청에 의해 결제를 중단합니다. (상세사유 : 알 수 없음)");
      Books.holdNothingOf(merchant, answer.path("imp_uid").asString());
    }
  }

  @Test
  void the_shops_server_may_say_yes() {
    Merchant merchant = merchant();
    String impUid = pays(merchant, request("confirm_url", shop.url("/confirm")));
    assertThat(shop.nextConfirm().path("imp_uid").asString()).isEqualTo(impUid);
    Books.areEqualFor(merchant, impUid);
  }
}
