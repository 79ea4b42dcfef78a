package dev.naru.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.console.Browser.Page;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.user.User;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shop with more payments than a page holds: how large pages are, and how one turns them. */
class PageSizeTest {

  /** docs/reference/console.md: with its style sheet and script, as they are sent. */
  private static final int LARGEST = 60_000;

  private static final RunningHub HUB = RunningHub.shared();
  private static final Shop SHOP = HUB.newShop();
  private static final Browser BROWSER = new Browser(HUB);

  @BeforeAll
  static void manyPayments() {
    User owner = People.add(HUB, SHOP.merchant.id(), Role.OWNER, null);
    BROWSER.cookies.put("naru_console", HUB.bean(Sessions.class).begin(owner, null));
    for (int i = 0; i < 51; i++) {
      SHOP.paid(1_000 + i);
    }
  }

  private static int gzipped(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.size();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/payments",
        "/billing",
        "/webhooks",
        "/channels/new",
        "/developers",
        "/developers/requests",
        "/settings",
        "/audit",
        "/account/second-factor"
      })
  void a_page_is_less_than_60_kB_compressed(String path) throws IOException {
    Page page = BROWSER.get("/console" + path);
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    Matcher assets =
        Pattern.compile("(?:href|src)=\"(/console/assets/[^\"]+)\"").matcher(page.html());
    int size = gzipped(page.html());
    for (String each : assets.results().map(found -> found.group(1)).toList()) {
      size += gzipped(BROWSER.get(each).html());
    }
    assertThat(size).isBetween(2_000, LARGEST);
  }

  @Test
  void the_next_page_leads_back_to_the_one_before() {
    Page first = BROWSER.get("/console/payments?method=card");
    assertThat(first.html()).doesNotContain("rel=\"prev\"");
    Page second = BROWSER.get(link(first, "next"));
    assertThat(second.html().split("<th scope=\"row\">", -1)).as("one payment").hasSize(2);
    assertThat(link(second, "prev")).isEqualTo("/console/payments?method=card");
  }

  private static String link(Page page, String rel) {
    Matcher found = Pattern.compile("rel=\"" + rel + "\" href=\"([^\"]+)\"").matcher(page.html());
    assertThat(found.find()).as(rel).isTrue();
    return found.group(1).replace("&amp;", "&");
  }

  @Test
  void a_search_is_kept_by_a_name_without_its_text_for_who_made_it_alone() {
    Map<String, String> form =
        Map.of("name", "실패한 카드", "status", "failed", "method", "card", "q", "홍길동");
    BROWSER.get("/console/payments");
    Page kept = BROWSER.open(BROWSER.post("/console/payments/searches", form).location());
    assertThat(kept.text()).contains("검색을 저장했습니다", "실패한 카드");
    assertThat(kept.html()).contains("href=\"/console/payments?status=failed&amp;method=card\"");

    User other = People.add(HUB, SHOP.merchant.id(), Role.OWNER, null);
    Browser others = new Browser(HUB);
    others.cookies.put("naru_console", HUB.bean(Sessions.class).begin(other, null));
    assertThat(others.get("/console/payments").text()).doesNotContain("실패한 카드");

    BROWSER.post("/console/payments/searches/forget", Map.of("name", "실패한 카드"));
    assertThat(BROWSER.get("/console/payments").text()).doesNotContain("실패한 카드");
  }

  @Test
  void no_more_than_twenty_searches_are_kept_and_none_that_says_nothing() {
    User user = People.add(HUB, SHOP.merchant.id(), Role.OWNER, null);
    Browser browser = new Browser(HUB);
    browser.cookies.put("naru_console", HUB.bean(Sessions.class).begin(user, null));
    browser.get("/console/payments");
    for (int i = 1; i <= 20; i++) {
      assertThat(keep(browser, "검색 " + i, "failed")).endsWith("said-kept");
    }
    assertThat(keep(browser, "검색 21", "failed")).endsWith("said-too-many-kept");
    assertThat(keep(browser, "검색 20", "paid")).endsWith("said-kept");
    assertThat(keep(browser, "", "paid")).endsWith("said-not-kept");
    assertThat(keep(browser, "x", "")).endsWith("said-not-kept");
    Stream.of("검색 1", "검색 20")
        .forEach(name -> assertThat(browser.get("/console/payments").text()).contains(name));
  }

  private static String keep(Browser browser, String name, String status) {
    return browser
        .post("/console/payments/searches", Map.of("name", name, "status", status))
        .location();
  }
}
