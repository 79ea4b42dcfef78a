package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tests a PG whose answer is lost, late, broken or wrong; the books must agree in the end. */
@Tag("G01")
@Tag("G04")
@Tag("G18")
class LostAnswerTest extends Journey {

  private static final int AMOUNT = 14000;

  /** The answer is lost after the approval, and before it. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"4000-0000-0000-0119", "4000-0000-0000-0259"})
  @Tag("G05")
  void a_lost_answer_leaves_no_money_at_the_pg(String card) {
    Merchant merchant = merchant();
    Tab tab = opens(merchant, request());
    Buyer.atDesk(tab.page()).paysWith(card);
    assertNothingIsHeld(merchant, tab);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"4000-0000-0000-0119", "4000-0000-0000-0259"})
  @Tag("G05")
  void a_lost_answer_on_a_phone_leaves_no_money_at_the_pg(String card) {
    Merchant merchant = merchant();
    Tab tab = opensOnPhone(merchant, request("m_redirect_url", shop.url("/landing")));
    Buyer.onPhone(tab.page()).paysWith(card);
    tab.page().waitForURL(url -> url.startsWith(shop.url("/landing")));
    String url = tab.page().url();
    assertThat(url).contains("imp_success=false");
    String impUid = url.replaceFirst(".*[?&]imp_uid=([^&]*).*", "$1");
    Books.holdNothingOf(merchant, impUid);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"garbage_answer", "timeout_after_approval", "timeout_before_approval"})
  @Tag("G05")
  void an_approval_whose_answer_cannot_be_read_is_undone(String fault) {
    Merchant merchant = merchant();
    Map<String, Object> param = request();
    naru.scenario(fault, match(param), Map.of());
    Tab tab = opens(merchant, param);
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    assertNothingIsHeld(merchant, tab);
  }

  @Test
  @Tag("G05")
  void an_approval_stays_with_nobody_even_when_the_net_cancel_is_refused() {
    Merchant merchant = merchant();
    Map<String, Object> param = request();
    naru.scenario("timeout_after_approval", match(param), Map.of());
    naru.scenario("net_cancel_refused", match(param), Map.of());
    Tab tab = opens(merchant, param);
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    assertNothingIsHeld(merchant, tab);
  }

  @Test
  @Tag("G05")
  void an_inquiry_that_is_not_answered_is_asked_again() {
    Merchant merchant = merchant();
    Map<String, Object> param = request();
    naru.scenario("timeout_after_approval", match(param), Map.of());
    naru.scenario("net_cancel_refused", match(param), Map.of());
    naru.scenario("inquiry_timeout", match(param), Map.of());
    Tab tab = opens(merchant, param);
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    assertNothingIsHeld(merchant, tab);
  }

  @Test
  @Tag("G07")
  void a_pg_that_charges_another_amount_gets_its_money_back() {
    Merchant merchant = merchant();
    Map<String, Object> param = request();
    naru.scenario("wrong_amount", match(param), Map.of("amount", 140000));
    Tab tab = opens(merchant, param);
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    assertNothingIsHeld(merchant, tab);
  }

  @Test
  void a_slow_pg_is_waited_for() {
    Merchant merchant = merchant();
    Map<String, Object> param = request();
    naru.scenario("slow", match(param), Map.of("delay_ms", 3000));
    Tab tab = opens(merchant, param);
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).isTrue();
    Books.areEqualFor(merchant, answer.path("imp_uid").asString());
  }

  @Test
  @Tag("G09")
  void a_cancel_that_the_pg_refuses_changes_nothing() {
    Merchant merchant = merchant();
    Map<String, Object> param = request();
    String impUid = pays(merchant, param);
    naru.scenario("cancel_refused", match(param), Map.of());
    JsonNode answer = merchant.post("/payments/cancel", Map.of("imp_uid", impUid)).json();
    assertThat(answer.path("code").asInt()).isNotZero();
    assertThat(answer.path("message").asString()).isNotEmpty();
    assertThat(merchant.statusOf(impUid)).isEqualTo("paid");
    Books.areEqualFor(merchant, impUid);

    assertThat(cancelCode(merchant, impUid)).isZero();
    assertThat(merchant.statusOf(impUid)).isEqualTo("cancelled");
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  @Tag("G09")
  void a_cancel_whose_answer_is_lost_is_found_out_about_and_done_once() {
    Merchant merchant = merchant();
    Map<String, Object> param = request();
    String impUid = pays(merchant, param);
    naru.scenario("timeout_after_cancel", match(param), Map.of());
    merchant.post("/payments/cancel", Map.of("imp_uid", impUid, "amount", 4000));
    Eventually.see(
        "the cancel settled",
        () -> merchant.payment(impUid).path("cancel_amount").asLong(),
        amount -> amount == 4000);
    assertThat(merchant.pgBook(impUid).getFirst().path("cancelled_amount").asLong())
        .isEqualTo(4000);
    Books.areEqualFor(merchant, impUid);
  }

  private String pays(Merchant merchant, Map<String, Object> param) {
    Tab tab = opens(merchant, param);
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    return tab.answer().path("imp_uid").asString();
  }

  private static int cancelCode(Merchant merchant, String impUid) {
    return merchant
        .post("/payments/cancel", Map.of("imp_uid", impUid))
        .json()
        .path("code")
        .asInt(-1);
  }

  private static Map<String, Object> match(Map<String, Object> param) {
    return Map.of("merchant_uid", param.get("merchant_uid"), "amount", AMOUNT);
  }

  /** The buyer is told that the payment failed, and it has failed in both books. */
  private void assertNothingIsHeld(Merchant merchant, Tab tab) {
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.path("error_code").asString()).isNotEmpty();
    assertThat(answer.path("error_msg").asString()).isNotEmpty();
    String impUid = answer.path("imp_uid").asString();
    Eventually.see("the end", () -> merchant.statusOf(impUid), status -> !status.equals("ready"));
    assertThat(merchant.statusOf(impUid)).isEqualTo("failed");
    assertThat(shop.webhooksSoFar()).isEmpty();
    Books.holdNothingOf(merchant, impUid);
  }
}
