package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests the REST calls of i'mport's guides in the order in which a merchant makes them, after the
 * window that issues the key. All guides use the same order number and customer, so each test has
 * its own merchant.
 */
@Tag("G18")
class GuideCallsTest extends Journey {

  private static final String CUSTOMER = "your-customer-unique-id";
  private static final String ORDER = "order_id_8237352";
  private static final String ORDER_TAKEN = "이미 주문이 이루어진 건입니다";
  private static final String AGAINST_RULE = "정기결제 조건(동일 금액, 동일 일자)에 맞지 않습니다.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inicis-onetime",
        "inicis-customers",
        "inicis-onetime-key",
        "inicis-again",
        "mobilians-again-en",
        "mobilians-again-html",
        "mobilians-again-ko",
        "mobilians-again-manual"
      })
  void no_call_is_answered_without_the_token_that_the_guides_leave_out(String guide) {
    JsonNode book = naru.book();
    JsonNode answer = GuideCall.printed(guide).runsAsPrinted(naru);
    assertThat(answer.path("code").asInt()).isEqualTo(-1);
    assertThat(answer.path("message").asString()).isEqualTo("Unauthorized");
    assertThat(naru.book()).isEqualTo(book);
  }

  @Test
  void a_card_is_charged_once_and_nothing_of_it_is_kept() {
    Merchant merchant = merchantOfBothPgs();
    JsonNode payment = paid(merchant, GuideCall.printed("inicis-onetime"), 3000);
    assertThat(payment.path("customer_uid").isNull()).isTrue();
    assertThat(keyOf(merchant).path("code").asInt()).isEqualTo(1);
  }

  @Test
  void a_key_is_issued_for_a_card_and_charged() {
    Merchant merchant = merchantOfBothPgs();
    JsonNode issued = GuideCall.printed("inicis-customers").runsFor(merchant);
    assertThat(issued.path("code").asInt(-1)).as("%s", issued).isZero();
    assertThat(issued.path("response").path("customer_uid").asString()).isEqualTo(CUSTOMER);
    assertThat(issued.path("response").path("pg_id").asString()).isEqualTo("INIBillTst");
    assertThat(issued.toString()).doesNotContain("1234123412341234", "820213", "2025-12");

    JsonNode payment = paid(merchant, GuideCall.printed("inicis-again"), 3000);
    assertThat(payment.path("customer_uid").asString()).isEqualTo(CUSTOMER);
    assertThat(payment.path("customer_uid_usage").asString()).isEqualTo("payment");
  }

  /** The guide's next call has the same order number, which can be paid only once. */
  @Test
  void a_first_charge_issues_the_key_and_the_same_order_is_not_charged_again() {
    Merchant merchant = merchantOfBothPgs();
    JsonNode payment = paid(merchant, GuideCall.printed("inicis-onetime-key"), 3000);
    assertThat(payment.path("customer_uid").asString()).isEqualTo(CUSTOMER);
    assertThat(keyOf(merchant).path("response").path("pg_id").asString()).isEqualTo("INIBillTst");

    refused(merchant, GuideCall.printed("inicis-again"), ORDER_TAKEN);
    Books.areEqualFor(merchant, payment.path("imp_uid").asString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_key_of_kg_inicis_window_is_charged(boolean phone) {
    Merchant merchant = merchantOfBothPgs();
    Tab tab = opens(merchant, window("inicis-key"), phone);
    Buyer buyer = phone ? Buyer.onPhone(tab.page()) : Buyer.atDesk(tab.page());
    buyer.registersCard(Buyer.GOOD_CARD);
    issued(tab, phone);
    paid(merchant, GuideCall.printed("inicis-again"), 3000);
  }

  /**
   * The English guides issue the key with amount 0 and charge 3000 afterwards. This needs the
   * setting under which a window charges nothing (spec/pg-rules.md §5 row C1), and only the demo
   * merchant can have it. Both guides print the same call; running it a second time is refused by
   * the rule of one charge a month.
   */
  @Test
  void a_key_of_kg_mobilians_window_without_a_charge_is_charged_afterwards() {
    naru.isFarFromMidnight();
    Merchant demo = Merchant.demo(naru);
    String before = naru.setDemo("mobilians.billing.issue_mode", "key_only");
    try {
      Tab tab = opens(demo, window("mobilians-key-en"), false);
      MobiliansBuyer.inOverlay(tab.page()).paysBy("phone");
      issued(tab, false);
      JsonNode payment = paid(demo, GuideCall.printed("mobilians-again-en"), 3000);
      assertThat(payment.path("pg_id").asString()).isEqualTo("170622040675");
      assertThat(payment.path("pay_method").asString()).isEqualTo("phone");
      refused(demo, GuideCall.printed("mobilians-again-html"), AGAINST_RULE);
    } finally {
      naru.setDemo("mobilians.billing.issue_mode", before);
    }
  }

  /**
   * In the Korean guide and the manual the window charges, and the key can be charged again each
   * month with the same amount (spec/pg-rules.md §5 row C2). Right after the issue, the printed
   * call is one charge too many.
   */
  @Test
  void a_key_that_was_charged_at_its_issue_is_charged_again_a_month_later() {
    naru.isFarFromMidnight();
    Merchant ofGuide = merchantOfBothPgs();
    Merchant ofManual = merchantOfBothPgs();
    issuesByPhone(ofGuide, "mobilians-key-ko");
    issuesByPhone(ofManual, "mobilians-key-manual");
    GuideCall again = GuideCall.printed("mobilians-again-ko");
    GuideCall againOfManual = GuideCall.printed("mobilians-again-manual");
    refused(ofGuide, again, AGAINST_RULE);
    refused(ofManual, againOfManual, AGAINST_RULE);
    assertThat(ofGuide.paymentOfOrder(ORDER).isNull()).isTrue();

    naru.advanceClock("P1M");
    paid(ofGuide, again, 1004);
    paid(ofManual, againOfManual, 10000);
  }

  private void issuesByPhone(Merchant merchant, String guide) {
    Tab tab = opens(merchant, window(guide), false);
    MobiliansBuyer.inOverlay(tab.page()).paysBy("phone");
    issued(tab, false);
  }

  private void issued(Tab tab, boolean phone) {
    if (phone) {
      tab.page().waitForURL(url -> url.startsWith(shop.url("/landing")));
      assertThat(tab.page().url()).contains("imp_success=true");
    } else {
      JsonNode answer = tab.answer();
      assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    }
  }

  private static JsonNode paid(Merchant merchant, GuideCall call, long amount) {
    JsonNode answer = call.runsFor(merchant);
    assertThat(answer.path("code").asInt(-1)).as("%s", answer).isZero();
    JsonNode payment = answer.path("response");
    assertThat(payment.path("status").asString()).isEqualTo("paid");
    assertThat(payment.path("merchant_uid").asString()).isEqualTo(ORDER);
    assertThat(payment.path("amount").asLong()).isEqualTo(amount);
    Books.areEqualFor(merchant, payment.path("imp_uid").asString());
    return payment;
  }

  private void refused(Merchant merchant, GuideCall call, String text) {
    JsonNode book = naru.book();
    JsonNode answer = call.runsFor(merchant);
    assertThat(answer.path("code").asInt()).isEqualTo(1);
    assertThat(answer.path("message").asString()).startsWith(text);
    assertThat(naru.book()).isEqualTo(book);
  }

  private static JsonNode keyOf(Merchant merchant) {
    return merchant.get("/subscribe/customers/" + CUSTOMER).json();
  }

  private Tab opens(Merchant merchant, String snippet, boolean phone) {
    Page page = phone ? chromium.phone() : chromium.desktop();
    page.onDialog(dialog -> dialog.accept());
    return Tab.at(page, shop.snippetPage(merchant, snippet)).pressesPay();
  }

  /** The snippet that issues the key, with the names that the later calls use. */
  private String window(String guide) {
    String ordered =
        GuidesTest.fill(GuidesTest.resource(guide), GuidesTest.ORDER_PLACES, newOrder());
    String named = GuidesTest.fill(ordered, GuidesTest.CUSTOMER_PLACES, CUSTOMER);
    return GuidesTest.fill(named, GuidesTest.REDIRECT_PLACES, shop.url("/landing"));
  }
}
