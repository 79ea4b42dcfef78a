package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The window lies over whatever the shop shows, and leaves the page as it found it. */
@Tag("G18")
class SdkTopLayerTest extends Journey {

  private static final String SHOPS_LAYERS =
      """
      <style>dialog { width: 300px } dialog iframe { display: none } iframe { max-width: 50% }</style>
      <dialog id="cart"><button id="buy" onclick="pay({})">buy</button></dialog>
      <dialog id="wait"><p>waiting</p></dialog>
      <div id="tip" popover="manual" style="inset:0;width:100vw;height:100vh"><button>tip</button></div>
      <div id="stage" style="background:white"><button onclick="pay({})" id="staged">buy</button></div>
      """;

  private final Merchant merchant = merchant();

  private SdkPage opened(Page page, String more) {
    return SdkPage.at(page, merchant, shop.sdkPage(merchant, request(), more, Map.of()));
  }

  @Test
  void aModalDialogOfTheShopIsBelowTheWindowAndGetsTheFocusBack() {
    SdkPage page = opened(chromium.desktop(), SHOPS_LAYERS);
    page.runs("cart.showModal()");
    page.page().locator("#buy").click();
    page.windowIsOpen().leaves();
    page.failedAtTheHubToo(0);
    assertThat(page.page().evaluate("() => document.activeElement.id")).isEqualTo("buy");

    page.page().locator("#buy").click();
    page.windowIsOpen().paysWith(Buyer.GOOD_CARD);
    assertThat(page.answer(1).path("success").asBoolean()).isTrue();
    assertThat(page.page().evaluate("() => cart.open")).isEqualTo(true);
    page.runs("cart.close()").isFree();
  }

  /** Each of these is opened while the window is there, by a timer of the shop for example. */
  @Test
  void whatTheShopPutsOnTopLaterIsBelowTheWindowToo() {
    SdkPage page = opened(chromium.desktop(), SHOPS_LAYERS);
    page.presses().windowIsOpen();
    page.runs("wait.showModal()");
    page.windowIsOpen().choosesCard(Buyer.CARD_COMPANY);
    page.runs("tip.showPopover()");
    Buyer buyer = Buyer.atDesk(page.page());
    buyer.agreesAndGoesOn();
    buyer.cardNumber().waitFor();
    page.runs(
        "document.body.inert = true;"
            + "document.querySelectorAll('body > *').forEach(each => each.inert = true);"
            + "document.querySelectorAll('body > *').forEach("
            + "each => each.setAttribute('aria-hidden', 'true'))");
    buyer.typesAndPays(Buyer.GOOD_CARD);
    assertThat(page.answer(0).path("success").asBoolean()).isTrue();
    page.runs(
        "document.body.inert = false;"
            + "document.querySelectorAll('body > *').forEach(each => each.inert = false);"
            + "wait.close(); tip.hidePopover()");
    page.isFree();
  }

  @Test
  void aPageInFullScreenShowsTheWindow() {
    SdkPage page = opened(chromium.desktop(), SHOPS_LAYERS);
    page.runs("staged.addEventListener('click', () => stage.requestFullscreen())");
    page.page().locator("#staged").click();
    page.page().waitForFunction("() => document.fullscreenElement");
    page.windowIsOpen().paysWith(Buyer.GOOD_CARD);
    assertThat(page.answer(0).path("success").asBoolean()).isTrue();
    assertThat(page.page().evaluate("() => document.fullscreenElement.id")).isEqualTo("stage");
    page.runs("document.exitFullscreen()").isFree();
  }

  /** The shop closes its own layer, and with it its own lock, while the window is open. */
  @Test
  void aLockThatTheShopTookOffMeanwhileStaysOff() {
    SdkPage page = opened(chromium.desktop(), "");
    page.runs("document.body.style.overflow = 'hidden'; document.body.style.color = 'navy'");
    page.runs("pay({})").windowIsOpen();
    page.runs("document.body.style.overflow = ''");
    Buyer.atDesk(page.page()).leaves();
    page.failedAtTheHubToo(0);
    page.isFree();

    page.runs("document.documentElement.style.overflow = 'scroll'; pay({})")
        .windowIsOpen()
        .leaves();
    page.failedAtTheHubToo(1);
    assertThat(page.page().evaluate("() => document.documentElement.style.overflow"))
        .isEqualTo("scroll");
    assertThat(page.page().evaluate("() => document.body.getAttribute('style').trim()"))
        .isEqualTo("color: navy;");
  }

  /** The window has an Escape of its own, which asks first; the page's leads there. */
  @Test
  void escapeBesideTheWindowLeadsIntoItAndEndsNothing() {
    SdkPage page = opened(chromium.desktop(), "");
    page.presses();
    Buyer buyer = page.windowIsOpen();
    page.runs("document.activeElement.blur()");
    page.page().keyboard().press("Escape");
    assertThat(page.page().evaluate("() => document.activeElement.title")).isEqualTo("결제창");
    assertThat(page.answers(0).size()).isZero();
    buyer.button("다음").focus();
    page.page().keyboard().press("Escape");
    buyer.confirmsLeaving();
    page.failedAtTheHubToo(0);
    page.isFree();
  }
}
