package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The buyer goes back, or the page's router goes somewhere: spec/javascript-sdk.md §6. */
@Tag("G18")
class SdkRouteTest extends Journey {

  private final Merchant merchant = merchantOfBothPgs();

  private SdkPage opened(Page page, Map<String, Object> param, String more) {
    return SdkPage.at(page, merchant, shop.sdkPage(merchant, param, more, Map.of()));
  }

  /** KG Mobilians' window on a phone stays in the page, as a PC's does. */
  private Map<String, Object> phones() {
    Map<String, Object> param = request("pay_method", "phone");
    param.put("pg", "mobilians");
    return param;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "history.back()",
        "history.go(-2)",
        "location.hash = '#/elsewhere'",
        "history.replaceState({}, '', '?step=2'); history.back()",
        "history.pushState({}, '', '?step=2'); history.back()",
        "document.dispatchEvent(new Event('turbo:before-cache', { bubbles: true }))"
      })
  void leavingTheRouteLeavesTheWindow(String move) {
    SdkPage page = opened(chromium.desktop(), request(), "");
    page.runs("history.pushState({}, '', '#/cart'); history.pushState({}, '', '?step=1')");
    page.presses().windowIsOpen();
    page.runs(move);
    page.failedAtTheHubToo(0);
    if (!move.startsWith("document")) {
      page.saysInTheConsole("popstate", "callback");
    }
    page.isFree();
    page.runs("pay({})").isPaid(1);
  }

  @Test
  void leavingTheRouteLeavesAPhonesWindowToo() {
    SdkPage page = opened(chromium.phone(), phones(), "");
    page.runs("history.pushState({}, '', '?step=1'); pay({})");
    MobiliansBuyer.inOverlay(page.page()).button("다음").waitFor();
    page.runs("history.back()");
    page.failedAtTheHubToo(0);
    page.isFree();
  }

  /** Nothing is open yet when the buyer goes back. */
  @Test
  void leavingTheRouteOnTheWayToTheWindowEndsTheRequest() {
    SdkPage page = opened(chromium.desktop(), request(), "");
    page.runs("history.pushState({}, '', '?step=1')");
    new Tab(page.page()).whenSdkIsReady();
    page.runs("pay({}); history.back()");
    JsonNode answer = page.answer(0);
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    JsonNode payment = merchant.paymentOfOrder(answer.path("merchant_uid").asString());
    assertThat(payment.path("status").asString("failed")).isEqualTo("failed");
    page.isFree();
    page.runs("pay({})").isPaid(1);
  }

  /** What a shop's own script or link does at the press of the button is no going back. */
  @Test
  void aLinkThatPaysAndAPushedStateLeaveTheWindowOpen() {
    SdkPage page =
        opened(
            chromium.desktop(),
            request(),
            "<a id=\"link\" href=\"#\" onclick=\"pay({})\">pay</a>"
                + "<a id=\"other\" href=\"#pay\" onclick=\"pay({})\">pay</a>");
    page.page().locator("#link").click();
    page.windowIsOpen();
    // What a shop pushes in the very click that pays is told of by nobody.
    page.afterALook();
    page.runs("history.pushState({}, '', '?paying'); history.replaceState({}, '', '?paying=1')");
    page.runs("document.getElementById('link').remove()");
    page.saysInTheConsole("pushState", "callback");
    page.isPaid(0);
    page.page().locator("#other").click();
    page.isPaid(1);
  }

  /** The page is made anew: its callback is gone, and so must the payment be. */
  @Test
  void aPageThatIsReloadedOrLeftEndsItsPaymentWhenItComesBack() {
    SdkPage page = opened(chromium.desktop(), request(), "");
    String order = String.valueOf(page.page().evaluate("() => P({}).merchant_uid"));
    page.presses().windowIsOpen();
    page.page().reload();
    Eventually.see("its end", () -> statusOf(order), "failed"::equals);
    page.runs("pay({ merchant_uid: P({}).merchant_uid + 'again' })").isPaid(0);
  }

  @Test
  void aPhoneThatGoesBackFromThePgEndsItsPayment() {
    Map<String, Object> param = request("m_redirect_url", shop.url("/landing"));
    SdkPage page = opened(chromium.phone(), param, "");
    String order = String.valueOf(page.page().evaluate("() => P({}).merchant_uid"));
    page.presses();
    Buyer.onPhone(page.page()).button("다음").waitFor();
    page.page().goBack();
    Eventually.see("its end", () -> statusOf(order), "failed"::equals);
    page.runs("pay({ merchant_uid: P({}).merchant_uid + 'again' })");
    Buyer.onPhone(page.page()).paysWith(Buyer.GOOD_CARD);
    page.page().waitForURL(url -> url.startsWith(shop.url("/landing")));
    assertThat(page.page().url()).contains("imp_success=true");
  }

  /** As browsers for people do: the page was not made anew but kept, with its callback. */
  @Test
  void aPhoneThatGoesBackToAKeptPageIsCalledBack() {
    try (Chromium keeping = Chromium.thatKeepsPages()) {
      Map<String, Object> param = request("m_redirect_url", shop.url("/landing"));
      SdkPage page = opened(keeping.phone(), param, "");
      page.runs("window.addEventListener('pageshow', e => { window.kept = e.persisted })");
      page.presses();
      Buyer.onPhone(page.page()).button("다음").waitFor();
      // Playwright's own step back waits for a page to load; this one is only taken out again.
      page.runs("setTimeout(() => history.back())");
      page.page().waitForFunction("() => window.kept === true");
      page.failedAtTheHubToo(0);
      page.isFree();
      page.runs("pay({})");
      Buyer.onPhone(page.page()).paysWith(Buyer.GOOD_CARD);
      page.page().waitForURL(url -> url.startsWith(shop.url("/landing")));
      assertThat(page.page().url()).contains("imp_success=true");
    }
  }

  private String statusOf(String order) {
    return merchant.paymentOfOrder(order).path("status").asString();
  }

  @Test
  void pagesOfTheSameOriginInsideThePageEndNothing() {
    SdkPage page = opened(chromium.desktop(), request(), "");
    page.presses().windowIsOpen();
    Map<String, Object> other = new LinkedHashMap<>(request());
    String inner = shop.sdkPage(merchant, other, "", Map.of());
    page.runs(
        "const inner = document.createElement('iframe'); inner.src = '"
            + inner
            + "'; document.body.append(inner)");
    page.page()
        .waitForCondition(() ->
            page.page().frames().stream()
                    .filter(each -> each.url().contains("/payments/ready/"))
                    .count()
                == 2);
    page.isPaid(0);
  }
}
