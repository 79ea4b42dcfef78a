package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests the snippets of i'mport's guides as they are printed; only the merchant's own values are
 * filled in. On a PC even the placeholder of {@code m_redirect_url} stays.
 */
@Tag("G18")
class GuidesTest extends Journey {

  static final List<String> ORDER_PLACES =
      List.of("{Merchant created Order ID}", "{Order ID}", "order_no_0001", "order_monthly_0001");
  static final List<String> CUSTOMER_PLACES =
      List.of("{Unique ID for the card (billing key)}", "your-customer-unique-id");
  static final List<String> REDIRECT_PLACES =
      List.of(
          "{Mobile only - URL to redirect to after payment approval}",
          "{redirect URL}",
          "{모바일에서 결제 완료 후 리디렉션 될 URL}");

  private final Merchant demo = Merchant.demo(naru);
  private final String order = newOrder();
  private final String customer = "customer_" + order;
  private final List<String> alerts = new ArrayList<>();
  private String webhookBefore = "";

  /** The snippets have no {@code notice_url}, so webhooks go to the merchant's own address. */
  @BeforeEach
  void listen() {
    webhookBefore = naru.setDemo("webhook.url", shop.url("/webhook"));
  }

  @AfterEach
  void listenNoMore() {
    naru.setDemo("webhook.url", webhookBefore);
  }

  @Test
  void inicis_card_on_a_pc() {
    Tab tab = atDesk(guide("inicis-card"));
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode payment = paidByCallback(tab);
    assertThat(payment.path("pg_id").asString()).isEqualTo("INIpayTest");
    assertThat(payment.path("amount").asLong()).isEqualTo(14000);
  }

  @Test
  void inicis_card_on_a_phone() {
    Tab tab = onPhone(guide("inicis-card"));
    Buyer.onPhone(tab.page()).paysWith(Buyer.GOOD_CARD);
    assertThat(paidByRedirect(tab).path("amount").asLong()).isEqualTo(14000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_card_quota_of_six_offers_up_to_six_months(boolean phone) {
    String snippet = with("inicis-card-quota", 60000);
    Tab tab = phone ? onPhone(snippet) : atDesk(snippet);
    Buyer buyer = phone ? Buyer.onPhone(tab.page()) : Buyer.atDesk(tab.page());
    buyer.choosesCard(Buyer.CARD_COMPANY);
    assertThat(buyer.instalments().locator("option").allInnerTexts())
        .containsExactly("일시불", "2개월", "3개월", "4개월", "5개월", "6개월");
    buyer.choosesInstalments("6개월");
    buyer.agreesAndGoesOn();
    buyer.typesAndPays(Buyer.GOOD_CARD);
    JsonNode payment = phone ? paidByRedirect(tab) : paidByCallback(tab);
    assertThat(payment.path("card_quota").asInt()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_direct_card_opens_that_companys_page_with_its_instalments(boolean phone) {
    String snippet = with("inicis-card-direct", 60000);
    Tab tab = phone ? onPhone(snippet) : atDesk(snippet);
    Buyer buyer = phone ? Buyer.onPhone(tab.page()) : Buyer.atDesk(tab.page());
    buyer.typesAndPays(Buyer.GOOD_CARD);
    JsonNode payment = phone ? paidByRedirect(tab) : paidByCallback(tab);
    assertThat(payment.path("card_code").asString()).isEqualTo("367");
    assertThat(payment.path("card_name").asString()).isEqualTo("현대카드");
    assertThat(payment.path("card_quota").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void card_details_leave_one_card_to_choose(boolean phone) {
    String snippet = with("inicis-card-detail", 14000);
    Tab tab = phone ? onPhone(snippet) : atDesk(snippet);
    Buyer buyer = phone ? Buyer.onPhone(tab.page()) : Buyer.atDesk(tab.page());
    buyer.role(AriaRole.RADIO, Buyer.CARD_COMPANY).waitFor();
    assertThat(buyer.role(AriaRole.RADIO, "현대카드").count()).isZero();
    buyer.paysWith(Buyer.GOOD_CARD);
    JsonNode payment = phone ? paidByRedirect(tab) : paidByCallback(tab);
    assertThat(payment.path("card_code").asString()).isEqualTo("366");
  }

  /** As printed, and as the guide says for merchants with several MIDs. */
  @ParameterizedTest
  @CsvSource({
    "false,html5_inicis",
    "true,html5_inicis",
    "false,html5_inicis.INIBillTst",
    "true,html5_inicis.INIBillTst"
  })
  void inicis_key_window_of_amount_zero_issues_a_key_at_the_billing_mid(boolean phone, String pg) {
    String snippet = guide("inicis-key").replace("html5_inicis", pg);
    Tab tab = phone ? onPhone(snippet) : atDesk(snippet);
    Buyer buyer = phone ? Buyer.onPhone(tab.page()) : Buyer.atDesk(tab.page());
    buyer.registersCard(Buyer.GOOD_CARD);
    JsonNode payment = phone ? paidByRedirect(tab) : paidByCallback(tab);
    assertIssued(payment, "INIBillTst", 0);
    assertThat(payment.path("apply_num").asString()).isEmpty();
    if (!phone) {
      assertThat(alerts).containsExactly("Success");
    }
  }

  @ParameterizedTest
  @CsvSource({"mobilians-phone-en,14000", "mobilians-phone-ko,1004"})
  void mobilians_phone_on_a_pc(String guide, long amount) {
    Tab tab = atDesk(guide(guide));
    MobiliansBuyer.inOverlay(tab.page()).paysBy("phone");
    assertPaidByPhone(paidByCallback(tab), amount);
  }

  @ParameterizedTest
  @CsvSource({"mobilians-phone-en,14000", "mobilians-phone-ko,1004"})
  void mobilians_phone_on_a_phone(String guide, long amount) {
    Tab tab = onPhone(guide(guide));
    MobiliansBuyer.onPhone(tab.page()).paysBy("phone");
    assertPaidByPhone(paidByRedirect(tab), amount);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void mobilians_key_window_of_amount_zero_is_refused_before_the_window(boolean phone) {
    JsonNode book = naru.book();
    String snippet = guide("mobilians-key-en");
    JsonNode answer = (phone ? onPhone(snippet) : atDesk(snippet)).answer();
    assertThat(answer.path("error_msg").asString()).isEqualTo("정기결제 최초 결제금액은 0보다 커야 합니다.");
    assertThat(answer.path("imp_uid").isNull()).isTrue();
    assertThat(alerts).containsExactly("Failed");
    assertThat(naru.book()).isEqualTo(book);
  }

  @Test
  void mobilians_key_window_of_the_korean_guide_charges_and_issues_on_a_pc() {
    Tab tab = atDesk(guide("mobilians-key-ko"));
    MobiliansBuyer.inOverlay(tab.page()).paysBy("phone");
    assertIssued(paidByCallback(tab), "170622040675", 1004);
    assertThat(alerts).containsExactly("빌링키 발급 성공");
  }

  @Test
  void mobilians_key_window_of_the_korean_guide_charges_and_issues_on_a_phone() {
    Tab tab = onPhone(guide("mobilians-key-ko"));
    MobiliansBuyer.onPhone(tab.page()).paysBy("phone");
    assertIssued(paidByRedirect(tab), "170622040675", 1004);
  }

  /** The manual's snippet has no {@code m_redirect_url}, so a phone's page is called back too. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void mobilians_key_window_of_the_manual_is_called_back_on_both(boolean phone) {
    String snippet = guide("mobilians-key-manual");
    Tab tab = phone ? onPhone(snippet) : atDesk(snippet);
    MobiliansBuyer.inOverlay(tab.page()).paysBy("phone");
    assertIssued(paidByCallback(tab), "170622040675", 10000);
    assertThat(alerts).containsExactly("Success");
  }

  private void assertPaidByPhone(JsonNode payment, long amount) {
    assertThat(payment.path("amount").asLong()).isEqualTo(amount);
    assertThat(payment.path("pay_method").asString()).isEqualTo("phone");
    assertThat(payment.path("pg_id").asString()).isEqualTo("170622040674");
    assertThat(payment.path("apply_num").asString("-")).isEmpty();
    assertThat(payment.path("customer_uid_usage").isNull()).isTrue();
  }

  private void assertIssued(JsonNode payment, String mid, long amount) {
    assertThat(payment.path("customer_uid").asString()).isEqualTo(customer);
    assertThat(payment.path("customer_uid_usage").asString()).isEqualTo("issue");
    assertThat(payment.path("pg_id").asString()).isEqualTo(mid);
    assertThat(payment.path("amount").asLong()).isEqualTo(amount);
  }

  private JsonNode paidByCallback(Tab tab) {
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    return paid(answer.path("imp_uid").asString());
  }

  private JsonNode paidByRedirect(Tab tab) {
    tab.page().waitForURL(url -> url.startsWith(shop.url("/landing")));
    String impUid = demo.paymentOfOrder(order).path("imp_uid").asString();
    assertThat(tab.page().url())
        .isEqualTo(
            shop.url("/landing")
                + "?imp_uid="
                + impUid
                + "&merchant_uid="
                + order
                + "&imp_success=true");
    return paid(impUid);
  }

  private JsonNode paid(String impUid) {
    Shop.Webhook webhook = shop.nextWebhook();
    assertThat(webhook.impUid()).isEqualTo(impUid);
    assertThat(webhook.status()).isEqualTo("paid");
    Books.areEqualFor(demo, impUid);
    JsonNode payment = demo.payment(impUid);
    assertThat(payment.path("merchant_uid").asString()).isEqualTo(order);
    assertThat(payment.path("status").asString()).isEqualTo("paid");
    return payment;
  }

  private Tab atDesk(String snippet) {
    return opens(chromium.desktop(), snippet);
  }

  private Tab onPhone(String snippet) {
    return opens(chromium.phone(), fill(snippet, REDIRECT_PLACES, shop.url("/landing")));
  }

  private Tab opens(Page page, String snippet) {
    page.onDialog(dialog -> {
      alerts.add(dialog.message());
      dialog.accept();
    });
    return Tab.at(page, shop.snippetPage(demo, snippet)).pressesPay();
  }

  private String guide(String name) {
    return fill(fill(resource(name), ORDER_PLACES, order), CUSTOMER_PLACES, customer);
  }

  /** The guide's card payment with one of the options that the guide shows separately. */
  private String with(String option, long amount) {
    return guide("inicis-card")
        .replace("amount : 14000,", "amount : " + amount + ",\n" + resource(option) + ",");
  }

  static String fill(String snippet, List<String> places, String value) {
    String filled = snippet;
    for (String place : places) {
      filled = filled.replace(place, value);
    }
    return filled;
  }

  static String resource(String name) {
    try (InputStream in = GuidesTest.class.getResourceAsStream("/guides/" + name + ".js")) {
      if (in == null) {
        throw new IllegalArgumentException("no guide " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
