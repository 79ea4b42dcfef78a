package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * axe-core finds nothing of WCAG 2.2 AA on any page. {@code ./naru test} looks at a phone by night
 * and a desktop by day; with {@code NARU_AXE=all} at every width, at 200 % zoom, by day and night.
 */
class AccessibilityTest extends Journey {

  /** A browser's zoom of 200 % halves the width that a page has, and doubles its pixels. */
  private static final int DESKTOP_AT_200_PERCENT = 1280 / 2;

  private static final String LOOK =
      """
      async () => {
        const found = await axe.run(document, {
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
          rules: { 'target-size': { enabled: true } },
          resultTypes: ['violations'],
          iframes: false,
        });
        return found.violations.flatMap(rule => rule.nodes.map(node =>
          rule.id + ' ' + node.target.join(' ') + ': ' + node.failureSummary.split('\\n').slice(1).join(' ')));
      }
      """;

  private static final String SUMMARY_FILLS_IT =
      """
      () => {
        const order = document.querySelector('.summary');
        return order !== null && order.getBoundingClientRect().height > window.innerHeight * 0.4;
      }
      """;

  private static final List<String> METHODS = List.of("card", "vbank", "phone", "trans");

  private record Look(int width, ColorScheme scheme) {}

  private final Map<String, String> found = new TreeMap<>();
  private String axe = "";

  @BeforeEach
  void readAxe() throws IOException {
    String file = System.getenv("NARU_AXE_CORE");
    assumeThat(file).as("NARU_AXE_CORE: no npm, no axe-core").isNotNull();
    axe = Files.readString(Path.of(file));
  }

  private static boolean everywhere() {
    return "all".equals(System.getenv("NARU_AXE"));
  }

  private static List<Look> looks() {
    if (!everywhere()) {
      return List.of(new Look(320, ColorScheme.DARK), new Look(1280, ColorScheme.LIGHT));
    }
    return List.of(320, DESKTOP_AT_200_PERCENT, 768, 1280, 1920).stream()
        .flatMap(width ->
            List.of(ColorScheme.LIGHT, ColorScheme.DARK).stream()
                .map(scheme -> new Look(width, scheme)))
        .toList();
  }

  private Page visitor() {
    Page page = chromium.desktop();
    page.context().addInitScript(axe);
    return page;
  }

  private void look(Page page, String name) {
    for (Look look : looks()) {
      page.setViewportSize(look.width(), 900);
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(look.scheme())
              .setReducedMotion(ReducedMotion.REDUCE));
      Object beyond = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1");
      if (beyond.equals(true)) {
        found.put(name + " scrolls sideways at", look.toString());
      }
      for (Frame frame : page.frames()) {
        for (Object each : (List<?>) frame.evaluate(LOOK)) {
          found.put(name + " " + each, look.toString());
        }
      }
    }
    page.setViewportSize(1280, 900);
  }

  /** At 200 % a desktop's window is low, and the order above the form must not fill it. */
  private void leavesRoomForItsForm(Page page, String name) {
    page.setViewportSize(DESKTOP_AT_200_PERCENT, 400);
    for (Frame frame : page.frames()) {
      if (frame.evaluate(SUMMARY_FILLS_IT).equals(true)) {
        found.put(name + " has no room for its form", "at 640 x 400");
      }
    }
    page.setViewportSize(1280, 900);
  }

  private void nothingIsFound() {
    assertThat(found).as(() -> String.join("\n", found.keySet())).isEmpty();
  }

  @Test
  void nothing_on_the_buyers_pages_and_the_playgrounds() {
    Page page = visitor();
    page.navigate(naru.shop("/").toString());
    look(page, "shop");
    page.navigate(naru.sandbox("/").toString());
    look(page, "sandbox");
    page.navigate(naru.hub("/").toString());
    look(page, "hub");
    page.navigate(naru.hub("/payments/success").toString());
    look(page, "success");
    page.navigate(naru.hub("/payments/fail").toString());
    look(page, "fail");

    Merchant merchant = merchant();
    for (String method : everywhere() ? METHODS : METHODS.subList(0, 2)) {
      Page buyer = visitor();
      Tab.at(buyer, shop.payPage(merchant, request("pay_method", method))).pressesPay();
      Buyer.atDesk(buyer).button("취소").waitFor();
      look(buyer, "window of " + method);
      leavesRoomForItsForm(buyer, "window of " + method);
    }
    Page onPhone = chromium.phone();
    onPhone.context().addInitScript(axe);
    Tab.at(onPhone, shop.payPage(merchant, request())).pressesPay();
    Buyer.onPhone(onPhone).button("취소").waitFor();
    look(onPhone, "phone's window");
    nothingIsFound();
  }

  @Test
  void nothing_on_the_consoles_pages() {
    Merchant demo = Merchant.demo(naru);
    Page buyer = chromium.desktop();
    buyer.navigate(naru.shop("/").toString());
    new Console(naru, buyer).press("결제하기");
    Buyer.atDesk(buyer).paysWith(Buyer.GOOD_CARD);
    buyer.waitForURL(url -> url.contains("/orders/"));
    assertThat(demo.token()).isNotEmpty();

    Page page = visitor();
    page.navigate(naru.hub("/console").toString());
    look(page, "sign-in");
    Console console = Console.signIn(naru, page);
    for (String path :
        List.of(
            "/console",
            "/console/payments",
            "/console/payments?amount-from=x",
            "/console/payments?q=none-has-this",
            "/console/unresolved",
            "/console/billing",
            "/console/billing/keys",
            "/console/webhooks",
            "/console/webhooks/endpoint",
            "/console/channels",
            "/console/channels/new",
            "/console/developers",
            "/console/developers/requests",
            "/console/reconcile",
            "/console/reconcile?class=missing_here&all=1",
            "/console/settings",
            "/console/users",
            "/console/audit",
            "/console/account",
            "/console/account/second-factor",
            "/console/account/passkeys",
            "/console/nothing-is-here")) {
      console.open(path);
      look(page, path);
    }
    for (String list : List.of("payments", "webhooks", "channels", "users")) {
      console.open("/console/" + list);
      Locator first = page.locator("main tbody a[href^='/console/" + list + "/']").first();
      if (first.count() > 0) {
        first.click();
        look(page, "one of " + list);
      }
    }
    console.open("/console/payments?status=paid");
    page.keyboard().press("Control+k");
    look(page, "commands");
    page.keyboard().press("Escape");
    page.keyboard().press("?");
    look(page, "keys");
    page.keyboard().press("Escape");
    console.open("/console/payments");
    page.locator("main tbody a[href^='/console/payments/']").first().click();
    console.press("취소하기");
    look(page, "cancel");
    console.press("미리 보기");
    look(page, "preview of a cancel");
    nothingIsFound();
  }

  /** What only an operator of the hub sees: merchants, and pages with the way to another one. */
  @Test
  void nothing_on_the_pages_of_the_hubs_operator() {
    HubOperator.add(OneWorld.homePath());
    Page page = visitor();
    Console console = Console.signIn(naru, page, HubOperator.EMAIL);
    page.waitForURL("**/console/merchants");
    look(page, "merchants");
    console.press("열기");
    for (String path : List.of("/console", "/console/settings", "/console/reconcile")) {
      console.open(path);
      look(page, "operator's " + path);
    }
    nothingIsFound();
  }
}
