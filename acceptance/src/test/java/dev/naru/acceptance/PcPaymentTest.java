package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Tests a desktop buyer, from {@code IMP.request_pay} to the callback. */
@Tag("G18")
class PcPaymentTest extends Journey {

  private static final String[] RESULT_KEYS = {
    "success",
    "imp_success",
    "imp_uid",
    "merchant_uid",
    "pay_method",
    "pg_provider",
    "pg_type",
    "pg_tid",
    "name",
    "paid_amount",
    "currency",
    "status",
    "apply_num",
    "buyer_name",
    "buyer_email",
    "buyer_tel",
    "buyer_addr",
    "buyer_postcode",
    "custom_data",
    "paid_at",
    "receipt_url",
    "card_name",
    "card_number",
    "card_quota",
    "bank_name"
  };

  private static final String[] FAILURE_KEYS = {
    "success",
    "imp_success",
    "imp_uid",
    "merchant_uid",
    "pay_method",
    "pg_provider",
    "pg_type",
    "error_code",
    "error_msg"
  };

  @Test
  void the_callback_has_every_key_of_the_spec_and_agrees_with_the_rest_api() {
    Merchant merchant = merchant();
    Map<String, Object> param = request("custom_data", Map.of("gift", true, "메모", "문 앞에"));
    Tab tab = opens(merchant, param);
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);

    JsonNode answer = tab.answer();
    String impUid = answer.path("imp_uid").asString();
    JsonNode truth = merchant.payment(impUid);
    assertThat(answer.propertyNames()).containsExactlyInAnyOrder(RESULT_KEYS);
    assertThat(answer.path("success").asBoolean()).isTrue();
    assertThat(answer.path("imp_success").asBoolean()).isTrue();
    assertThat(answer.path("status").asString()).isEqualTo("paid");
    assertThat(answer.path("paid_amount").isIntegralNumber()).isTrue();
    assertThat(answer.path("paid_amount").asLong()).isEqualTo(14000);
    assertThat(answer.path("currency").asString()).isEqualTo("KRW");
    assertThat(answer.path("pay_method").asString()).isEqualTo("card");
    assertThat(answer.path("pg_provider").asString()).isEqualTo("html5_inicis");
    assertThat(answer.path("pg_type").asString()).isEqualTo("payment");
    assertThat(answer.path("card_name").asString()).isEqualTo(Buyer.CARD_COMPANY);
    assertThat(answer.path("card_number").asString()).contains("*").doesNotContain("12341234");
    assertThat(answer.path("card_quota").asInt(-1)).isZero();
    assertThat(answer.path("bank_name").isNull()).isTrue();
    assertThat(answer.path("custom_data").path("메모").asString()).isEqualTo("문 앞에");
    for (String same :
        new String[] {
          "merchant_uid",
          "name",
          "buyer_name",
          "buyer_email",
          "buyer_tel",
          "buyer_addr",
          "buyer_postcode"
        }) {
      assertThat(answer.path(same).asString()).as(same).isEqualTo(param.get(same));
    }
    for (String same :
        new String[] {
          "pg_tid", "apply_num", "paid_at", "receipt_url", "card_name", "card_number", "status"
        }) {
      assertThat(answer.path(same)).as(same).isEqualTo(truth.path(same));
    }
    assertThat(truth.path("amount").asLong()).isEqualTo(14000);
    assertThat(truth.path("channel").asString()).isEqualTo("pc");

    Shop.Webhook webhook = shop.nextWebhook();
    assertThat(webhook.status()).isEqualTo("paid");
    assertThat(webhook.impUid()).isEqualTo(impUid);
    Books.areEqualFor(merchant, impUid);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "4000-0000-0000-0002, 120001, 거래제한(정지)카드",
    "4000-0000-0000-0069, 120004, 유효기간 만료",
    "4000-0000-0000-0127, 500601, 카드번호 오류",
    "4000-0000-0000-9995, 120016, 월 사용한도 초과",
    "4000-0000-0000-9979, 120026, '도난, 분실카드'"
  })
  void a_declined_card_fails_the_payment_in_the_pgs_words(String card, String code, String text) {
    Merchant merchant = merchant();
    Tab tab = opens(merchant, request());
    Buyer.atDesk(tab.page()).paysWith(card);

    JsonNode answer = tab.answer();
    String impUid = answer.path("imp_uid").asString();
    assertThat(answer.propertyNames()).containsExactlyInAnyOrder(FAILURE_KEYS);
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.path("error_code").asString()).isEqualTo(code);
    assertThat(answer.path("error_msg").asString())
        .isEqualTo("F0004:PG사 결제요청에 실패하여 중단합니다.(%s) %s, %s".formatted(impUid, code, text));
    assertThat(merchant.statusOf(impUid)).isEqualTo("failed");
    assertThat(shop.webhooksSoFar()).isEmpty();
    Books.holdNothingOf(merchant, impUid);
  }

  @Test
  void leaving_by_the_cancel_button_fails_the_payment_without_a_webhook() {
    Merchant merchant = merchant();
    Tab tab = opens(merchant, request());
    Buyer.atDesk(tab.page()).leaves();
    assertLeft(merchant, tab);
  }

  @Test
  void leaving_on_the_card_numbers_page_works_too() {
    Merchant merchant = merchant();
    Tab tab = opens(merchant, request());
    Buyer buyer = Buyer.atDesk(tab.page());
    buyer.choosesCard(Buyer.CARD_COMPANY);
    buyer.agreesAndGoesOn();
    buyer.cardNumber().fill(Buyer.GOOD_CARD);
    buyer.leaves();
    assertLeft(merchant, tab);
  }

  @Test
  void escape_leaves_after_a_question() {
    Merchant merchant = merchant();
    Tab tab = opens(merchant, request());
    Buyer buyer = Buyer.atDesk(tab.page());
    // The window handles keys once its heading has the focus.
    buyer.window().locator("h1:focus").waitFor();
    tab.page().keyboard().press("Escape");
    buyer.confirmsLeaving();
    assertLeft(merchant, tab);
  }

  private void assertLeft(Merchant merchant, Tab tab) {
    JsonNode answer = tab.answer();
    assertThat(answer.path("error_msg").asString()).isEqualTo("사용자가 결제를 취소하셨습니다");
    assertThat(answer.path("error_code").asString()).isEqualTo("F0005");
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    String impUid = answer.path("imp_uid").asString();
    assertThat(merchant.statusOf(impUid)).isEqualTo("failed");
    assertThat(naru.pgCalls(impUid)).isEmpty();
    assertThat(tab.page().locator(Buyer.OVERLAY).count()).isZero();
    // When this call returns, everything that was due has been sent.
    naru.advanceClock("PT1M");
    assertThat(shop.webhooksSoFar()).isEmpty();
    Books.holdNothingOf(merchant, impUid);
  }

  @Test
  void a_buyer_who_left_can_pay_the_same_order_afterwards() {
    Merchant merchant = merchant();
    Map<String, Object> param = request();
    Tab left = opens(merchant, param);
    Buyer.atDesk(left.page()).leaves();
    String first = left.answer().path("imp_uid").asString();

    Tab again = opens(merchant, param);
    Buyer.atDesk(again.page()).paysWith(Buyer.GOOD_CARD);
    String second = again.answer().path("imp_uid").asString();
    assertThat(second).isNotEqualTo(first);
    assertThat(merchant.statusOf(second)).isEqualTo("paid");
    Books.holdNothingOf(merchant, first);
    Books.areEqualFor(merchant, second);
  }

  @Test
  @Tag("G08")
  void a_double_click_on_pay_charges_once() {
    Merchant merchant = merchant();
    Tab tab = opens(merchant, request());
    Buyer buyer = Buyer.atDesk(tab.page());
    buyer.choosesCard(Buyer.CARD_COMPANY);
    buyer.agreesAndGoesOn();
    buyer.cardNumber().fill(Buyer.GOOD_CARD);
    buyer.button("결제하기").dblclick();

    String impUid = tab.answer().path("imp_uid").asString();
    assertThat(merchant.statusOf(impUid)).isEqualTo("paid");
    assertThat(naru.pgCalls(impUid)).containsOnlyOnce("approval");
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  void a_double_click_in_the_shop_opens_one_window() {
    Merchant merchant = merchant();
    Tab tab = Tab.at(chromium.desktop(), shop.payPage(merchant, request()));
    tab.page()
        .evaluate("() => { const b = document.getElementById('pay'); b.click(); b.click(); }");
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    tab.page().waitForFunction("() => window.answers.length === 2");
    long paid = tab.answers().valueStream().filter(a -> a.path("success").asBoolean()).count();
    assertThat(paid).isEqualTo(1);
    for (JsonNode answer : tab.answers()) {
      if (!answer.path("imp_uid").isNull()) {
        Books.areEqualFor(merchant, answer.path("imp_uid").asString());
      }
    }
  }

  @Test
  void only_the_instalments_that_the_shop_allows_are_offered() {
    Merchant merchant = merchant();
    Map<String, Object> param = request("display", Map.of("card_quota", new int[] {2, 3}));
    param.put("amount", 50000);
    Tab tab = opens(merchant, param);
    Buyer buyer = Buyer.atDesk(tab.page());
    buyer.instalments().waitFor();
    assertThat(buyer.instalments().locator("option").allTextContents())
        .map(String::strip)
        .containsExactly("일시불", "2개월", "3개월");
    buyer.choosesInstalments("3개월");
    buyer.paysWith(Buyer.GOOD_CARD);

    JsonNode answer = tab.answer();
    assertThat(answer.path("card_quota").asInt()).isEqualTo(3);
    String impUid = answer.path("imp_uid").asString();
    assertThat(merchant.payment(impUid).path("card_quota").asInt()).isEqualTo(3);
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  void the_window_speaks_english_when_the_shop_asks_for_it() {
    Merchant merchant = merchant();
    Map<String, Object> param = request("language", "en");
    param.put("name", "A test order");
    Tab tab = opens(merchant, param);
    Buyer buyer = Buyer.atDeskInEnglish(tab.page());
    buyer.role(AriaRole.RADIO, "Shinhan Card").check();
    buyer.window().getByRole(AriaRole.CHECKBOX).check();
    buyer.button("Next").click();
    buyer.role(AriaRole.TEXTBOX, "Card number").fill(Buyer.GOOD_CARD);
    assertThat(buyer.window().innerText()).doesNotContainPattern("[가-힣]");
    buyer.button("Pay").click();
    String impUid = tab.answer().path("imp_uid").asString();
    assertThat(merchant.statusOf(impUid)).isEqualTo("paid");
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  void an_old_pages_script_address_works() {
    Merchant merchant = merchant();
    String path = shop.payPath(merchant, request(), "/js/iamport.payment-1.1.5.js");
    Tab tab = Tab.at(chromium.desktop(), shop.url(path)).pressesPay();
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).isTrue();
    Books.areEqualFor(merchant, answer.path("imp_uid").asString());
  }

  @Test
  void a_shop_under_a_numeric_address_works() {
    Merchant merchant = merchant();
    String path = shop.payPath(merchant, request(), "/v1/iamport.js");
    Tab tab = Tab.at(chromium.desktop(), shop.numericUrl(path)).pressesPay();
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).isTrue();
    Books.areEqualFor(merchant, answer.path("imp_uid").asString());
  }

  @Test
  void the_payment_needs_no_mouse() {
    Merchant merchant = merchant();
    Tab tab = Tab.at(chromium.desktop(), shop.payPage(merchant, request()));
    Page page = tab.page();
    Buyer buyer = Buyer.atDesk(page);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("pay")).focus();
    page.keyboard().press("Enter");
    buyer.button("다음").waitFor();

    tabTo(page, "radio");
    page.keyboard().press("Space");
    page.keyboard().press("ArrowDown");
    tabTo(page, "checkbox");
    page.keyboard().press("Space");
    page.keyboard().press("Enter");
    buyer.cardNumber().waitFor();
    tabTo(page, "text");
    page.keyboard().type(Buyer.GOOD_CARD);
    page.keyboard().press("Enter");

    String impUid = tab.answer().path("imp_uid").asString();
    assertThat(merchant.statusOf(impUid)).isEqualTo("paid");
    Books.areEqualFor(merchant, impUid);
  }

  /** Presses Tab until a field of this type has the focus, in any frame. */
  private static void tabTo(Page page, String type) {
    for (int presses = 0; presses < 40; presses++) {
      boolean there =
          page.frames().stream()
              .anyMatch(frame ->
                  Boolean.TRUE.equals(
                      frame.evaluate(
                          "t => !!document.activeElement && document.activeElement.type === t"
                              + " && document.hasFocus()",
                          type)));
      if (there) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("Tab never came to a " + type);
  }
}
