package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests what a buyer can do in KG Mobilians's window besides paying; each action has one defined
 * result.
 */
@Tag("G18")
class MobiliansWindowTest extends Journey {

  private final Merchant merchant =
      Merchant.fresh(naru, Map.of("pg", "mobilians", "mid", "170622040674"));
  private Map<String, Object> param = Map.of();

  /** Only now is the shop running whose address the webhooks need. */
  @BeforeEach
  void order() {
    param = request("pay_method", "phone");
    param.put("pg", "mobilians");
  }

  private Tab opened() {
    return opens(merchant, param);
  }

  private Tab openedOnPhone() {
    param.put("m_redirect_url", shop.url("/landing"));
    return opensOnPhone(merchant, param);
  }

  @Test
  void leaving_fails_the_payment_without_a_webhook() {
    Tab tab = opened();
    MobiliansBuyer.inOverlay(tab.page()).leaves();
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.path("error_code").asString()).isNotEmpty();
    assertThat(answer.path("error_msg").asString()).isNotEmpty();
    assertThat(tab.page().locator(Buyer.OVERLAY).count()).isZero();
    assertFailed(answer.path("imp_uid").asString());
  }

  @Test
  void leaving_on_the_codes_page_of_a_phone_lands_with_a_failure() {
    Tab tab = openedOnPhone();
    MobiliansBuyer buyer = MobiliansBuyer.onPhone(tab.page());
    buyer.identifies("010-1234-5678");
    buyer.button("결제하기").waitFor();
    buyer.leaves();
    String landed = landing(tab.page());
    assertThat(landed).contains("&imp_success=false&error_code=").contains("&error_msg=");
    assertFailed(paymentOfOrder().path("imp_uid").asString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"010-0000-0043", "010-0000-0044"})
  void a_number_that_the_carrier_refuses_fails_the_payment(String number) {
    Tab tab = opened();
    MobiliansBuyer buyer = MobiliansBuyer.inOverlay(tab.page());
    buyer.identifies(number);
    Eventually.see(
        "an end, or the code's page",
        () -> {
          if (tab.answers().isEmpty() && buyer.button("재전송").count() > 0) {
            buyer.entersCode("123456");
          }
          return tab.answers().size();
        },
        size -> size > 0);
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean(true)).as("%s", answer).isFalse();
    assertThat(answer.path("error_code").asString()).isNotEmpty();
    assertFailed(answer.path("imp_uid").asString());
  }

  @Test
  void a_wrong_code_may_be_corrected() {
    Tab tab = opened();
    MobiliansBuyer buyer = MobiliansBuyer.inOverlay(tab.page());
    buyer.identifies("010-1234-5678");
    buyer.entersCode("999999");
    buyer.window().getByText("[0043] 인증번호가 올바르지 않습니다.").waitFor();
    buyer.entersCode("123456");
    assertPaidOnce(tab.answer().path("imp_uid").asString());
  }

  @Test
  @Tag("G08")
  void a_double_click_on_pay_charges_once() {
    Tab tab = opened();
    MobiliansBuyer buyer = MobiliansBuyer.inOverlay(tab.page());
    buyer.identifies("010-1234-5678");
    buyer.button("재전송").waitFor();
    buyer.window().getByLabel("인증번호").first().fill("123456");
    buyer.button("결제하기").dblclick();
    assertPaidOnce(tab.answer().path("imp_uid").asString());
  }

  @Test
  @Tag("G08")
  void reloading_and_going_back_from_the_landing_charge_nothing_more() {
    Tab tab = openedOnPhone();
    MobiliansBuyer.onPhone(tab.page()).paysBy("phone");
    String landed = landing(tab.page());
    tab.page().reload();
    assertThat(tab.page().url()).isEqualTo(landed);
    tab.page().goBack();
    Eventually.see(
        "the landing once more",
        () -> {
          if (MobiliansBuyer.onPhone(tab.page()).button("재전송").count() > 0) {
            MobiliansBuyer.onPhone(tab.page()).entersCode("123456");
          }
          return tab.page().url();
        },
        landed::equals);
    assertPaidOnce(paymentOfOrder().path("imp_uid").asString());
  }

  @Test
  @Tag("G08")
  void an_order_paid_in_one_tab_is_refused_in_the_next() {
    Tab first = opened();
    MobiliansBuyer.inOverlay(first.page()).paysBy("phone");
    String impUid = first.answer().path("imp_uid").asString();
    JsonNode second = opened().answer();
    assertThat(second.path("error_code").asString()).isEqualTo("F1002");
    assertPaidOnce(impUid);
  }

  /** Two windows have the same order, and the PG must not keep the second charge. */
  @Test
  @Tag("G08")
  void two_tabs_of_one_order_pay_it_once() {
    Tab first = opened();
    Tab second = opened();
    for (Tab tab : new Tab[] {first, second}) {
      MobiliansBuyer.inOverlay(tab.page()).paysBy("phone");
      JsonNode answer = tab.answer();
      assertThat(answer.path("success").asBoolean()).as("%s", answer).isEqualTo(tab.equals(first));
    }
    String paid = first.answer().path("imp_uid").asString();
    String lost = second.answer().path("imp_uid").asString();
    assertThat(lost).isNotEqualTo(paid);
    assertPaidOnce(paid);
    Books.holdNothingOf(merchant, lost);
  }

  private void assertFailed(String impUid) {
    assertThat(merchant.statusOf(impUid)).isEqualTo("failed");
    naru.advanceClock("PT1M");
    assertThat(shop.webhooksSoFar()).isEmpty();
    Books.holdNothingOf(merchant, impUid);
  }

  private void assertPaidOnce(String impUid) {
    Shop.Webhook webhook = shop.nextWebhook();
    assertThat(webhook.status()).isEqualTo("paid");
    assertThat(webhook.impUid()).isEqualTo(impUid);
    naru.advanceClock("PT1M");
    assertThat(shop.webhooksSoFar()).isEmpty();
    assertThat(merchant.statusOf(impUid)).isEqualTo("paid");
    Books.areEqualFor(merchant, impUid);
  }

  private JsonNode paymentOfOrder() {
    return merchant.paymentOfOrder(orderOf(param));
  }

  private String landing(Page page) {
    page.waitForURL(url -> url.startsWith(shop.url("/landing")));
    return page.url();
  }
}
