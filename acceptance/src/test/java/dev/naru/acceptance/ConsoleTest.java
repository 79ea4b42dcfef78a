package dev.naru.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The console in a browser, by the words of design.md §4. */
class ConsoleTest extends Journey {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final List<String> PAGES =
      List.of(
          "/console",
          "/console/channels",
          "/console/channels/new",
          "/console/developers",
          "/console/settings",
          "/console/users",
          "/console/audit",
          "/console/account");

  private void signIn(Page page) {
    Console.signIn(naru, page);
  }

  private static void button(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  private static void link(Page page, String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
  }

  private static void addMobilians(Page page, String mid) {
    link(page, "채널");
    button(page, "채널 추가");
    page.getByLabel("PG").selectOption("mobilians");
    page.getByLabel("MID").fill(mid);
    page.locator("[name='secret.mobilians.skey']").fill("3030393230303030");
    button(page, "저장");
  }

  @Test
  void the_owner_signs_in_adds_a_channel_and_sees_it() {
    Page page = chromium.desktop();
    signIn(page);
    addMobilians(page, "170622040699");
    assertThat(page.getByRole(AriaRole.STATUS)).hasText("채널을 추가했습니다.");
    assertThat(page.getByRole(AriaRole.TABLE)).containsText("170622040699");

    button(page, "채널 추가");
    page.getByLabel("MID").fill("iniescrow0");
    button(page, "저장");
    // Its test keys are published, so nobody has to type them.
    assertThat(page.getByRole(AriaRole.TABLE)).containsText("iniescrow0");
    button(page, "로그아웃");
    page.navigate(naru.hub("/console/channels").toString());
    assertThat(page.getByLabel("비밀번호")).isVisible();
  }

  @Test
  void it_works_without_javascript_too() {
    Browser browser = chromium.desktop().context().browser();
    try (BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page page = context.newPage();
      signIn(page);
      addMobilians(page, "my mid");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("저장하지 않았습니다");
      assertThat(page.getByLabel("MID")).hasValue("my mid");
      addMobilians(page, "170622040698");
      assertThat(page.getByRole(AriaRole.TABLE)).containsText("170622040698");
    }
  }

  @Test
  void every_page_fits_a_desktop_and_a_phone_by_day_and_by_night() {
    Page page = chromium.desktop();
    page.navigate(naru.hub("/console").toString());
    shown(page, "sign-in");
    signIn(page);
    for (String path : PAGES) {
      page.navigate(naru.hub(path).toString());
      shown(page, path.substring(1).replace('/', '-'));
    }
  }

  private static void shown(Page page, String name) {
    for (int width : List.of(1280, 390, 320)) {
      page.setViewportSize(width, 844);
      int beyond =
          (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      assertThat(beyond).as("%s at %d", name, width).isLessThanOrEqualTo(0);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        if (width != 320) {
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(SCREENSHOTS.resolve("%s-%d-%s.png".formatted(name, width, scheme))));
        }
      }
    }
  }
}
