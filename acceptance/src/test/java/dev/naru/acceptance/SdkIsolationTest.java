package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Shops whose pages keep others away: opener policies, isolation, content policies, sandboxes. */
@Tag("G18")
class SdkIsolationTest extends Journey {

  private static final String OPENER = "Cross-Origin-Opener-Policy";
  private static final String EMBEDDER = "Cross-Origin-Embedder-Policy";
  private static final String CONTENT = "Content-Security-Policy";

  private final Merchant inicis = merchant();

  private SdkPage opened(Merchant merchant, Map<String, String> headers) {
    return SdkPage.at(chromium.desktop(), merchant, shop.sdkPage(merchant, request(), "", headers));
  }

  private Merchant popupMerchant() {
    return Merchant.fresh(
        naru, Map.of("pg", "html5_inicis", "mid", "INIpayTest", "pay_view", "popup"));
  }

  private Page popupOf(SdkPage page) {
    new Tab(page.page()).whenSdkIsReady();
    Page popup = page.page().context().waitForPage(page::presses);
    Buyer.inPopup(popup).button("다음").waitFor();
    return popup;
  }

  @Test
  void aPopupThatTheBrowserCutOffIsStillPaidIn() {
    SdkPage page = opened(popupMerchant(), Map.of(OPENER, "same-origin"));
    Page popup = popupOf(page);
    page.saysInTheConsole(OPENER);
    button(page, "취소").waitFor();
    assertThat(page.answers(0).size()).isZero();
    Buyer.inPopup(popup).paysWith(Buyer.GOOD_CARD);
    JsonNode answer = page.answer(0);
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    Books.areEqualFor(page.merchant(), answer.path("imp_uid").asString());
    page.isFree();
  }

  @Test
  void aPopupThatTheBrowserCutOffCanBeGivenUpAndOpenedAgain() {
    SdkPage page = opened(popupMerchant(), Map.of(OPENER, "same-origin", EMBEDDER, "require-corp"));
    popupOf(page).close();
    Page again = page.page().context().waitForPage(() -> button(page, "결제창 열기").click());
    Buyer.inPopup(again).button("다음").waitFor();
    button(page, "취소").click();
    page.failedAtTheHubToo(0);
    page.isFree();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"same-origin|require-corp", "same-origin|credentialless", "|require-corp"})
  void anIsolatedPageShowsTheWindow(String policies) {
    String[] each = policies.split("\\|");
    Map<String, String> headers =
        each[0].isEmpty() ? Map.of(EMBEDDER, each[1]) : Map.of(OPENER, each[0], EMBEDDER, each[1]);
    SdkPage page = opened(inicis, headers);
    assertThat(page.page().evaluate("() => window.crossOriginIsolated"))
        .isEqualTo(!each[0].isEmpty());
    page.presses().isPaid(0);
  }

  @Test
  void aContentPolicyThatForbidsTheFrameIsToldAtOnceWithWhatToDo() {
    SdkPage page = opened(inicis, Map.of(CONTENT, "frame-src 'self'"));
    page.saysInTheConsole("frame-src", naru.hub("").toString());
    long start = System.nanoTime();
    page.presses().refused(0, "frame-src");
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    page.isFree();
  }

  @Test
  void aContentPolicyThatForbidsTheWindowAloneLeavesAButtonThatOpensIt() {
    SdkPage page = opened(inicis, Map.of(CONTENT, "frame-src " + naru.hub("/payments/ready/")));
    page.presses().saysInTheConsole("frame-src", naru.hub("").toString());
    Page popup = page.page().waitForPopup(() -> button(page, "결제창 열기").click());
    Buyer.inPopup(popup).paysWith(Buyer.GOOD_CARD);
    assertThat(page.answer(0).path("success").asBoolean()).isTrue();
    page.isFree();
  }

  /** KG Mobilians' window goes on from the hub to the PG's host, inside the same frame. */
  @Test
  void aContentPolicyThatForbidsThePgsHostLeavesAButtonThatOpensIt() {
    Merchant mobilians = Merchant.fresh(naru, Map.of("pg", "mobilians", "mid", "170622040674"));
    Map<String, Object> param = request("pay_method", "phone");
    param.put("pg", "mobilians");
    String hub = naru.hub("").toString();
    SdkPage page =
        SdkPage.at(
            chromium.desktop(),
            mobilians,
            shop.sdkPage(mobilians, param, "", Map.of(CONTENT, "frame-src " + hub)));
    page.presses().saysInTheConsole("frame-src", "PG");
    Page popup = page.page().waitForPopup(() -> button(page, "결제창 열기").click());
    MobiliansBuyer.onPhone(popup).paysBy("phone");
    assertThat(page.answer(0).path("success").asBoolean()).isTrue();
    page.isFree();
  }

  /** What a strict shop must allow, as the docs say, and no more: no inline style, for example. */
  @Test
  void aStrictContentPolicyThatListsTheHubIsEnough() {
    String hub = naru.hub("").toString();
    SdkPage page =
        opened(
            inicis,
            Map.of(
                CONTENT,
                "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' "
                    + hub
                    + "; frame-src "
                    + hub
                    + "; require-trusted-types-for 'script'"));
    page.presses().isPaid(0);
    assertThat(page.console()).noneMatch(line -> line.contains("IMP"));
  }

  @Test
  void aPageWithoutAnOriginIsToldAtOnce() throws Exception {
    String address = shop.sdkPage(inicis, request(), "", Map.of());
    Path file = Files.createTempFile("naru-shop", ".html");
    Files.writeString(file, Http.get(java.net.URI.create(address)).body());
    SdkPage ofFile = SdkPage.at(chromium.desktop(), inicis, file.toUri().toString());
    ofFile.saysInTheConsole("http");
    ofFile.presses().refused(0, "허용되지 않은 도메인");
    Files.delete(file);

    SdkPage sandboxed = opened(inicis, Map.of(CONTENT, "sandbox allow-scripts allow-modals"));
    sandboxed.saysInTheConsole("sandbox");
    sandboxed.presses().refused(0, "허용되지 않은 도메인");
  }

  @Test
  void aBlockedPopupLeavesAButtonThatOpensIt() {
    SdkPage page = opened(popupMerchant(), Map.of());
    new Tab(page.page()).whenSdkIsReady();
    page.runs("window.really = window.open; window.open = () => null");
    page.presses();
    button(page, "결제창 열기").click();
    button(page, "결제창 열기").click();
    page.saysInTheConsole("popup");
    assertThat(page.answers(0).size()).isZero();
    page.runs("window.open = window.really");
    Page popup = page.page().waitForPopup(() -> button(page, "결제창 열기").click());
    Buyer.inPopup(popup).paysWith(Buyer.GOOD_CARD);
    assertThat(page.answer(0).path("success").asBoolean()).isTrue();
    page.page().waitForCondition(popup::isClosed);
    page.isFree();
  }

  private static com.microsoft.playwright.Locator button(SdkPage page, String name) {
    return page.page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
