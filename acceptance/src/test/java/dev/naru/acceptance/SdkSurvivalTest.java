package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The SDK loses what it made, or what it called, and the next payment works all the same. */
@Tag("G18")
class SdkSurvivalTest extends Journey {

  private static final String[] SWAPS = {
    "document.body.innerHTML = '<button id=pay>pay</button>'",
    "document.body.replaceWith(document.createElement('body'))",
    "document.querySelectorAll('iframe').forEach(each => each.remove())",
    // What Turbo does, over and over.
    "for (let i = 0; i < 3; i++) document.documentElement.replaceChild("
        + "document.body.cloneNode(true), document.body)",
    "document.querySelectorAll('iframe').forEach(each => each.src = 'about:blank')",
    "document.open(); document.write('<title>new</title><h1>new</h1>'); document.close()"
  };

  private static final String POLYFILL =
      "HTMLDialogElement.prototype.showModal = function () { throw new Error('polyfill'); }";

  private static final String SHOWN =
      "() => { const it = document.querySelector('dialog:has(iframe)');"
          + " return it?.matches(':modal') && getComputedStyle(it.firstChild).visibility === 'visible'"
          + " && it.contains(document.elementFromPoint(innerWidth / 2, innerHeight / 2)); }";

  private final Merchant merchant = merchant();
  private SdkPage shopPage;

  @BeforeEach
  void openPage() {
    shopPage = opened(chromium.desktop());
  }

  private SdkPage opened(Page page) {
    return SdkPage.at(page, merchant, shop.sdkPage(merchant, request(), "", Map.of()));
  }

  private void ready() {
    new Tab(shopPage.page()).whenSdkIsReady();
  }

  @Test
  void aPageThatSwapsItsBodyGetsAWindowAgainAndAgain() {
    int call = 0;
    for (String swap : SWAPS) {
      shopPage.runs(swap);
      String init = call % 2 == 0 ? "IMP.init('" + merchant.userCode() + "'); " : "";
      shopPage.runs(init + "pay({})");
      shopPage.windowIsOpen().leaves();
      shopPage.failedAtTheHubToo(call++);
      shopPage.isFree();
    }
    shopPage.runs("pay({})").isPaid(call);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "document.querySelector('iframe[title=\"결제창\"]').remove()",
        "document.body.innerHTML = ''",
        "document.body.replaceWith(document.createElement('body'))",
        "document.querySelectorAll('dialog').forEach(each => each.close())"
      })
  void aWindowThatThePageTookAwayEndsItsRequestAndTheNextOpensAtOnce(String loss) {
    shopPage.presses().windowIsOpen();
    shopPage.runs(loss + "; pay({})");
    JsonNode first = shopPage.failedAtTheHubToo(0);
    assertThat(first.path("merchant_uid").asString()).endsWith("_0");
    shopPage.isPaid(1);
    assertThat(shopPage.answers(0).size()).isEqualTo(1);
  }

  @Test
  void aWindowThatThePageTookAwayEndsItsRequestWithoutAnotherCall() {
    shopPage.presses().windowIsOpen();
    shopPage.runs("document.querySelector('iframe[title=\"결제창\"]').remove()");
    shopPage.failedAtTheHubToo(0);
    shopPage.isFree();
  }

  /** The page moves or restyles what the SDK made: the window is repaired and pays. */
  @Test
  void aWindowThatThePageMovedOrRestyledIsShownAgainAndPays() {
    shopPage.presses().windowIsOpen();
    for (String change :
        List.of(
            "style.cssText = ''",
            "style.setProperty('display', 'none', 'important')",
            "style.setProperty('visibility', 'hidden', 'important')")) {
      shopPage.runs("document.querySelector('dialog:has(iframe)')." + change);
      shopPage.page().waitForFunction(SHOWN);
    }
    shopPage.runs(
        "const moved = document.createElement('div'); document.body.prepend(moved);"
            + " moved.append(document.querySelector('dialog:has(iframe)'))");
    shopPage.page().waitForFunction(SHOWN);
    shopPage.isPaid(0);
  }

  @Test
  void aWindowThatThePageHidesForGoodEndsItsRequest() {
    shopPage.presses().windowIsOpen();
    shopPage.runs(
        "const off = document.createElement('div'); off.style.display = 'none';"
            + " document.body.append(off); off.append(document.querySelector('dialog:has(iframe)'))");
    shopPage.failedAtTheHubToo(0);
    shopPage.isFree();
  }

  /** As tools for cookie consent do with frames that nobody has agreed to. */
  @Test
  void aWindowWhoseAddressThePageRewroteIsOfferedInAWindowOfItsOwn() {
    shopPage.presses().windowIsOpen();
    shopPage.runs("document.querySelector('dialog iframe').src = 'about:blank'");
    shopPage.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("취소")).click();
    shopPage.failedAtTheHubToo(0);
    shopPage.isFree();
    shopPage.saysInTheConsole("iframe");
  }

  @Test
  void aPageWhosePolyfillBreaksModalDialogsGetsAWindowToo() {
    Page page = chromium.desktop();
    page.addInitScript("if (window.top === window) { " + POLYFILL + " }");
    shopPage = opened(page);
    shopPage.presses().isPaid(0);
    shopPage.isFree();
  }

  /** The hub has been asked, or is about to be, when all is swept away. */
  @Test
  void aRequestWhoseFrameIsLostOnTheWayOpensOneWindow() {
    ready();
    List<String> made = new ArrayList<>();
    shopPage
        .page()
        .route(
            "**/checkout/payments",
            route -> {
              APIResponse answer = route.fetch();
              made.add(Http.JSON.readTree(answer.text()).at("/open/imp_uid").asString());
              if (made.size() == 1) {
                shopPage
                    .page()
                    .locator("iframe[title=payment]")
                    .evaluate("frame => frame.remove()");
                route.abort();
              } else {
                route.fulfill(new Route.FulfillOptions().setResponse(answer));
              }
            });
    shopPage.presses().isPaid(0);
    assertThat(made).hasSize(2).first().isEqualTo(made.getLast());
  }

  /** The hub has made the payment, and its answer doesn't arrive. */
  @ParameterizedTest
  @ValueSource(strings = {"abort", "502"})
  void anAnswerThatIsLostIsAskedForAgainAndThereIsOnePayment(String failure) {
    List<String> made = new ArrayList<>();
    shopPage
        .page()
        .route(
            "**/checkout/payments",
            route -> {
              APIResponse answer = route.fetch();
              made.add(Http.JSON.readTree(answer.text()).at("/open/imp_uid").asString());
              if (made.size() == 1) {
                fail(route, new String[] {failure}, 0);
              } else {
                route.fulfill(new Route.FulfillOptions().setResponse(answer));
              }
            });
    shopPage.presses().isPaid(0);
    assertThat(made).hasSize(2).first().isEqualTo(made.getLast());
    assertThat(shopPage.answer(0).path("imp_uid").asString()).isEqualTo(made.getLast());
  }

  @ParameterizedTest
  @ValueSource(strings = {"502", "abort abort", "hang"})
  void aFrameThatDidNotComeIsLoadedAgain(String failures) {
    Page page = chromium.desktop();
    String[] each = failures.split(" ");
    AtomicInteger loads = new AtomicInteger();
    page.route("**/payments/ready/*", route -> fail(route, each, loads.getAndIncrement()));
    shopPage = opened(page);
    shopPage.presses().isPaid(0);
    assertThat(loads.get()).isGreaterThan(each.length);
    shopPage.saysInTheConsole("/payments/ready/", "frame-src");
  }

  private static void fail(Route route, String[] failures, int number) {
    String failure = number < failures.length ? failures[number] : "";
    switch (failure) {
      case "" -> route.resume();
      case "abort" -> route.abort();
      case "hang" -> {}
      default ->
          route.fulfill(
              new Route.FulfillOptions().setStatus(Integer.parseInt(failure)).setBody("no"));
    }
  }

  /** What was missing is told, nothing stays locked, and once the hub is back, it works. */
  @Test
  void aHubThatIsAwayIsToldAndComesBack() {
    Page page = chromium.desktop();
    page.clock().install();
    page.route("**/payments/ready/*", Route::abort);
    shopPage = opened(page);
    shopPage.presses();
    page.clock().runFor("00:16");
    shopPage.refused(0, "결제 창을 준비하지 못했습니다");
    shopPage.isFree();
    page.unroute("**/payments/ready/*");
    shopPage.runs("pay({})").isPaid(1);
  }

  /** The overlay's own page doesn't come, or not soon: the buyer isn't locked in with nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"502", "abort", "hang"})
  void aWindowPageThatDoesNotComeLeavesAWayOut(String failure) {
    Page page = chromium.desktop();
    page.clock().install();
    page.route("**/checkout/*.*", route -> fail(route, new String[] {failure}, 0));
    shopPage = opened(page);
    shopPage.presses();
    page.locator(Buyer.OVERLAY).waitFor();
    page.clock().runFor("00:16");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("취소")).click();
    shopPage.failedAtTheHubToo(0);
    shopPage.isFree();
  }
}
