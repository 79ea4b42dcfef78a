package dev.naru.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Tests a buyer with a phone: the shop's page itself goes to the PG and comes back to {@code
 * m_redirect_url}.
 */
@Tag("G18")
class MobilePaymentTest extends Journey {

  private Map<String, Object> redirected(String tail) {
    return request("m_redirect_url", shop.url("/landing" + tail));
  }

  @Test
  void a_paid_buyer_lands_with_the_result_behind_the_shops_own_query_and_before_its_fragment() {
    Merchant merchant = merchant();
    Map<String, Object> param = redirected("?a=1&b=%ED%95%9C#주문");
    Tab tab = opensOnPhone(merchant, param);
    Buyer.onPhone(tab.page()).paysWith(Buyer.GOOD_CARD);
    waitForLanding(tab.page());

    JsonNode payment = merchant.paymentOfOrder(orderOf(param));
    String impUid = payment.path("imp_uid").asString();
    assertThat(tab.page().url())
        .isEqualTo(
            shop.url("/landing?a=1&b=%ED%95%9C")
                + "&imp_uid="
                + impUid
                + "&merchant_uid="
                + param.get("merchant_uid")
                + "&imp_success=true#%EC%A3%BC%EB%AC%B8");
    assertThat(payment.path("channel").asString()).isEqualTo("mobile");
    assertThat(shop.nextWebhook().impUid()).isEqualTo(impUid);
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  void a_declined_buyer_lands_with_the_pgs_words() {
    Merchant merchant = merchant();
    Map<String, Object> param = redirected("");
    Tab tab = opensOnPhone(merchant, param);
    Buyer.onPhone(tab.page()).paysWith("4000-0000-0000-0002");
    waitForLanding(tab.page());

    String impUid = merchant.paymentOfOrder(orderOf(param)).path("imp_uid").asString();
    // On a phone, the PG's text begins with the code (protocols/inicis.md §4.6), which is shown
    // only once.
    String text = "F0004:PG사 결제요청에 실패하여 중단합니다.(%s) 120001, 거래제한(정지)카드".formatted(impUid);
    assertThat(tab.page().url())
        .isEqualTo(
            shop.url("/landing")
                + "?imp_uid="
                + impUid
                + "&merchant_uid="
                + param.get("merchant_uid")
                + "&imp_success=false&error_code=120001&error_msg="
                + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
    assertThat(merchant.statusOf(impUid)).isEqualTo("failed");
    Books.holdNothingOf(merchant, impUid);
  }

  @Test
  void a_buyer_who_leaves_lands_with_a_failure() {
    Merchant merchant = merchant();
    Tab tab = opensOnPhone(merchant, redirected(""));
    Buyer.onPhone(tab.page()).leaves();
    waitForLanding(tab.page());

    Map<String, String> query = queryOf(tab.page().url());
    String impUid = query.getOrDefault("imp_uid", "");
    assertThat(query.get("imp_success")).isEqualTo("false");
    assertThat(query.get("error_code")).isNotEmpty();
    assertThat(query.get("error_msg")).startsWith("F0005:결제가 중단되었습니다(" + impUid + ").01 | ");
    assertThat(merchant.statusOf(impUid)).isEqualTo("failed");
    Books.holdNothingOf(merchant, impUid);
  }

  @Test
  void without_a_redirect_url_the_buyer_lands_on_the_hubs_own_page() {
    Merchant merchant = merchant();
    Tab tab = opensOnPhone(merchant, request());
    Buyer.onPhone(tab.page()).paysWith(Buyer.GOOD_CARD);
    Page page = tab.page();
    page.waitForURL(url -> url.startsWith(naru.hub("/payments/success").toString()));
    assertThat(page.locator("body")).containsText("결제가 완료되었습니다");
    String impUid = queryOf(page.url()).getOrDefault("imp_uid", "");
    assertThat(page.locator("body")).containsText(impUid);
    assertThat(merchant.statusOf(impUid)).isEqualTo("paid");
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  void without_a_redirect_url_a_failure_lands_on_the_hubs_own_page_too() {
    Merchant merchant = merchant();
    Tab tab = opensOnPhone(merchant, request());
    Buyer.onPhone(tab.page()).paysWith("4000-0000-0000-9995");
    Page page = tab.page();
    page.waitForURL(url -> url.startsWith(naru.hub("/payments/fail").toString()));
    assertThat(page.locator("body")).containsText("결제가 완료되지 않았습니다");
    Books.holdNothingOf(merchant, queryOf(page.url()).getOrDefault("imp_uid", ""));
  }

  @Test
  @Tag("G08")
  void reloading_the_landing_changes_nothing() {
    Merchant merchant = merchant();
    Tab tab = opensOnPhone(merchant, redirected(""));
    Buyer.onPhone(tab.page()).paysWith(Buyer.GOOD_CARD);
    waitForLanding(tab.page());
    String landed = tab.page().url();
    String impUid = queryOf(landed).getOrDefault("imp_uid", "");
    tab.page().reload();
    assertThat(tab.page().url()).isEqualTo(landed);
    assertThat(naru.pgCalls(impUid)).containsOnlyOnce("approval");
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  @Tag("G08")
  void going_back_from_the_landing_leads_to_the_same_answer() {
    Merchant merchant = merchant();
    Tab tab = opensOnPhone(merchant, redirected(""));
    Page page = tab.page();
    Buyer.onPhone(page).paysWith(Buyer.GOOD_CARD);
    waitForLanding(page);
    String landed = page.url();
    String impUid = queryOf(landed).getOrDefault("imp_uid", "");

    page.goBack();
    // The PG's finished window sends the return again; if it doesn't, the buyer presses again.
    Eventually.see(
        "the landing once more",
        () -> {
          if (Buyer.onPhone(page).button("결제하기").count() > 0) {
            Buyer.onPhone(page).typesAndPays(Buyer.GOOD_CARD);
          }
          return page.url();
        },
        landed::equals);
    assertThat(naru.pgCalls(impUid)).containsOnlyOnce("approval");
    assertThat(merchant.statusOf(impUid)).isEqualTo("paid");
    Books.areEqualFor(merchant, impUid);
  }

  private void waitForLanding(Page page) {
    page.waitForURL(url -> url.startsWith(shop.url("/landing")));
  }

  private static Map<String, String> queryOf(String url) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : URI.create(url).getRawQuery().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }
}
