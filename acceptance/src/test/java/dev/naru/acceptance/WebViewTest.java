package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Shops inside apps: the browser is a WebView, and the way back is the app's own address. */
@Tag("G18")
class WebViewTest extends Journey {

  private static final String ANDROID =
      "Mozilla/5.0 (Linux; Android 15; SM-S921N Build/AP3A; wv) AppleWebKit/537.36 (KHTML, like"
          + " Gecko) Version/4.0 Chrome/140.0.7339.51 Mobile Safari/537.36";
  private static final String TABLET =
      "Mozilla/5.0 (Linux; Android 14; SM-X710; wv) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Version/4.0 Chrome/140.0.0.0 Safari/537.36";
  private static final String IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Mobile/15E148";
  private static final String IPAD =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";

  private final Merchant merchant = merchant();

  @ParameterizedTest
  @ValueSource(
      strings = {
        ANDROID,
        ANDROID + " KAKAOTALK 11.0.0 (INAPP)",
        TABLET,
        IPHONE,
        IPHONE + " Safari/604.1 NAVER(inapp; search; 2000; 12.13.1; 15PRO)",
        IPAD
      })
  void anAppsBrowserIsAPhoneAndEndsAtTheAppsAddress(String agent) {
    Map<String, Object> param = request("m_redirect_url", "shopapp://paid?from=naru#top");
    param.put("app_scheme", "shopapp");
    Page page = chromium.webView(agent);
    Tab.at(page, shop.payPage(merchant, param)).pressesPay();
    Buyer buyer = Buyer.onPhone(page);
    buyer.choosesCard(Buyer.CARD_COMPANY);
    buyer.agreesAndGoesOn();
    buyer.cardNumber().fill(Buyer.GOOD_CARD);
    List<APIResponse> ends = new ArrayList<>();
    page.route(
        "**/return",
        route -> {
          ends.add(route.fetch(new Route.FetchOptions().setMaxRedirects(0)));
          // The app takes over.
          route.fulfill(new Route.FulfillOptions().setStatus(204));
        });
    buyer.pressesPayWithoutWaiting();
    page.waitForCondition(() -> !ends.isEmpty());

    JsonNode payment = merchant.paymentOfOrder(orderOf(param));
    APIResponse end = ends.getFirst();
    assertThat(end.status()).isEqualTo(302);
    assertThat(end.headers().get("location"))
        .isEqualTo(
            "shopapp://paid?from=naru&imp_uid="
                + payment.path("imp_uid").asString()
                + "&merchant_uid="
                + orderOf(param)
                + "&imp_success=true#top");
    assertThat(payment.path("channel").asString()).isEqualTo("mobile");
    Books.areEqualFor(merchant, payment.path("imp_uid").asString());
  }

  /**
   * A card company's app hands the buyer back to the shop's app by this; what it is, the PG hears.
   */
  @ParameterizedTest
  @CsvSource({
    "shopapp,           app_scheme=shopapp://",
    "shopapp://,        app_scheme=shopapp://",
    "shopapp://pay/end, app_scheme=shopapp://pay/end"
  })
  void thePgHearsTheAppsScheme(String scheme, String told) {
    Map<String, Object> param = request("app_scheme", scheme);
    param.put("m_redirect_url", "shopapp://paid");
    Page page = chromium.webView(IPHONE);
    Tab tab = Tab.at(page, shop.payPage(merchant, param));
    String posted =
        page.waitForRequest(
                request ->
                    request.method().equals("POST")
                        && request.postData() != null
                        && request.postData().contains("P_RESERVED"),
                tab::pressesPay)
            .postData();
    String reserved = URLDecoder.decode(posted, Charset.forName("x-windows-949"));
    assertThat(reserved).endsWith("&" + told).doesNotContain("apprun_check=Y");
  }

  /** An intent may start any app with any data; scripts and files are no addresses to return to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "intent://paid#Intent;scheme=shopapp;package=com.example.shop;end",
        "INTENT:#Intent;action=android.intent.action.CALL;end",
        "javascript:alert(1)",
        "file:///sdcard/paid.html",
        "data:text/html,paid",
        "shopapp"
      })
  void whatIsNoAddressOfAnAppIsRefused(String address) {
    Page page = chromium.webView(ANDROID);
    Tab tab = Tab.at(page, shop.payPage(merchant, request("m_redirect_url", address))).pressesPay();
    JsonNode answer = tab.answer();
    assertThat(answer.path("error_msg").asString()).isEqualTo("m_redirect_url 파라메터가 올바르지 않습니다.");
    assertThat(answer.path("imp_uid").isNull()).isTrue();
  }

  /** Many apps take such a way out of the WebView's hands, and leave the page where it is. */
  @ParameterizedTest
  @ValueSource(strings = {ANDROID, IPHONE})
  void aPageThatTheAppKeptMayPayAgain(String agent) {
    Page page = chromium.webView(agent);
    SdkPage kept =
        SdkPage.at(
            page,
            merchant,
            shop.sdkPage(merchant, request("m_redirect_url", shop.url("/landing")), "", Map.of()));
    // No content: the browser stays on the page that it was on.
    page.route(
        "**/checkout/*.*", route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
    page.waitForResponse(response -> response.status() == 204, kept::presses);
    page.unroute("**/checkout/*.*");
    assertThat(kept.answers(0).size()).isZero();
    String first = order(kept, 0);
    kept.runs("pay({})");
    Buyer.onPhone(page).paysWith(Buyer.GOOD_CARD);
    page.waitForURL(url -> url.startsWith(shop.url("/landing")));
    assertThat(page.url()).contains("imp_success=true");
    assertThat(merchant.paymentOfOrder(first).path("status").asString()).isEqualTo("failed");
  }

  private static String order(SdkPage page, int call) {
    String next = String.valueOf(page.page().evaluate("() => P({}).merchant_uid"));
    return next.substring(0, next.lastIndexOf('_') + 1) + call;
  }
}
