package dev.naru.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** The Chromium that is installed on this machine; nothing is downloaded. */
final class Chromium implements AutoCloseable {

  private static final String PHONE =
      "Mozilla/5.0 (Linux; Android 15; SM-S921N) AppleWebKit/537.36 (KHTML, like Gecko) "
          + "Chrome/140.0.0.0 Mobile Safari/537.36";
  private static final double TIMEOUT_MS = 60_000;

  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    this(executable(), List.of());
  }

  /**
   * One that keeps a page when the buyer leaves it, as every browser does that isn't a test's. The
   * headless shell can't; without another browser the test is left out.
   */
  static Chromium thatKeepsPages() {
    Path browser = executable();
    if (browser.toString().endsWith("headless-shell")) {
      browser =
          installed("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
              .orElseThrow(() -> new TestAbortedException("the headless shell keeps no page"));
    }
    return new Chromium(browser, List.of("--disable-back-forward-cache"));
  }

  /**
   * @param without arguments that Playwright would give
   */
  private Chromium(Path program, List<String> without) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setIgnoreDefaultArgs(without)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  private static Path executable() {
    Optional<String> named = Optional.ofNullable(System.getenv("NARU_CHROMIUM"));
    return named
        .map(Path::of)
        .or(() ->
            installed(
                "/usr/bin/chromium-headless-shell",
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome"))
        .orElseThrow(() ->
            new IllegalStateException(
                "no Chromium found: install one, or name it in NARU_CHROMIUM"));
  }

  private static Optional<Path> installed(String... programs) {
    return Stream.of(programs).map(Path::of).filter(Files::isExecutable).findFirst();
  }

  /** A page of a new visitor with a desktop browser. */
  Page desktop() {
    return page(browser.newContext(options().setViewportSize(1280, 900)));
  }

  /** A page of a new visitor whose browser uses this proxy, except for what is on this machine. */
  Page behindProxy(int port) {
    return page(
        browser.newContext(
            options()
                .setProxy(new Proxy("http://localhost:" + port).setBypass("localhost"))
                // The test doesn't tell the machine to trust naru's authority.
                .setIgnoreHTTPSErrors(true)
                .setViewportSize(1280, 900)));
  }

  /** A page of a new visitor who accepts the certificate of an authority of this machine's own. */
  Page desktopThatTrustsAnyone() {
    return page(
        browser.newContext(options().setViewportSize(1280, 900).setIgnoreHTTPSErrors(true)));
  }

  /** A page of a new visitor with a phone. */
  Page phone() {
    return webView(PHONE);
  }

  /** A new visitor with a phone or a tablet, in an app's browser that calls itself so. */
  Page webView(String userAgent) {
    BrowserContext context =
        browser.newContext(
            options()
                .setUserAgent(userAgent)
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setIsMobile(true)
                .setDeviceScaleFactor(2));
    // Playwright's touch has one finger.
    context.addInitScript("Object.defineProperty(navigator, 'maxTouchPoints', { get: () => 5 })");
    return page(context);
  }

  private static Browser.NewContextOptions options() {
    return new Browser.NewContextOptions().setLocale("ko-KR").setTimezoneId("Asia/Seoul");
  }

  private static Page page(BrowserContext context) {
    context.setDefaultTimeout(TIMEOUT_MS);
    return context.newPage();
  }

  /** All open pages, including popups. */
  List<Page> pages() {
    return browser.contexts().stream().flatMap(context -> context.pages().stream()).toList();
  }

  /** Closes all pages. */
  void closePages() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
