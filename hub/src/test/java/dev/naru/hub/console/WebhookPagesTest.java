package dev.naru.hub.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.naru.hub.audit.Audit;
import dev.naru.hub.console.Browser.Page;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.webhook.WebhookHistory;
import dev.naru.hub.webhook.WebhookHistory.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tries a shop's address, and sends what it missed again. */
class WebhookPagesTest {

  private static final RunningHub HUB = RunningHub.shared();
  private static final AtomicInteger ARRIVED = new AtomicInteger();

  private static HttpServer server;

  private final Shop shop = HUB.newShop();
  private final Browser browser = new Browser(HUB);

  WebhookPagesTest() {
    browser.cookies.put(
        "naru_console",
        HUB.bean(Sessions.class)
            .begin(People.add(HUB, shop.merchant.id(), Role.ADMIN, null), null));
    browser.get("/console/account");
  }

  /** A shop that answers each path with its own number. */
  @BeforeAll
  static void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
          if (status == 200) {
            ARRIVED.incrementAndGet();
          }
          exchange.getResponseHeaders().add("Location", "/200");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void close() {
    server.stop(0);
  }

  private static String at(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  private static void speaksNoTls(ServerSocket server) {
    try (Socket caller = server.accept()) {
      caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String tested(String url) {
    shop.put(Setting.WEBHOOK_URL, url);
    Page page = browser.post("/console/webhooks/test", Map.of());
    assertThat(page.status()).isEqualTo(200);
    return page.text();
  }

  @Test
  void a_test_of_the_address_tells_apart_what_can_be_wrong_with_it() throws IOException {
    assertThat(tested(at("/200"))).contains("잘 받았습니다", "HTTP 200");
    assertThat(tested(at("/302"))).contains("다른 주소로 넘기고 있습니다");
    assertThat(tested(at("/404"))).contains("POST를 받지 않습니다");
    assertThat(tested(at("/403"))).contains("거절했습니다");
    assertThat(tested(at("/500"))).contains("오류가 났습니다");
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> speaksNoTls(plain));
      assertThat(tested("https://localhost:" + plain.getLocalPort() + "/"))
          .contains("TLS 연결이 되지 않습니다");
    }
    assertThat(tested("http://localhost:1/")).contains("연결할 수 없습니다");
    assertThat(tested("http://nobody.invalid/")).contains("DNS에서");
    shop.put(Setting.WEBHOOK_ALLOW_PRIVATE_TARGETS, "false");
    assertThat(tested(at("/200"))).contains("내부망 주소");
    shop.put(Setting.WEBHOOK_URL, "");
    assertThat(browser.post("/console/webhooks/test", Map.of()).location())
        .endsWith("webhooks.said-no-url");
  }

  @Test
  void a_webhook_that_was_not_sent_yet_waits_and_its_outcome_is_not_unknown() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    server.createContext(
        "/slow",
        exchange -> {
          arrived.countDown();
          try {
            go.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    shop.put(Setting.WEBHOOK_URL, at("/slow"));
    String number = shop.paid(1_000);
    assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
    String waiting = browser.get("/console/payments/" + number).text();
    go.countDown();
    HUB.settle();
    assertThat(waiting).contains("대기 중").doesNotContain("결과 모름");
    assertThat(browser.get("/console/payments/" + number).text()).doesNotContain("대기 중");
  }

  @Test
  void what_was_given_up_is_sent_again_one_by_one_and_in_a_range() {
    shop.put(Setting.WEBHOOK_URL, at("/404"));
    String number = shop.paid(1_000);
    HUB.settle();
    WebhookHistory history = HUB.bean(WebhookHistory.class);
    Task given = history.history(shop.merchant.id(), number).getLast();
    assertThat(given.state()).isEqualTo("dead");
    assertThat(browser.get("/console/webhooks?state=dead").html())
        .contains("/console/webhooks/" + given.id());
    assertThat(browser.get("/console/webhooks?state=sent").html())
        .doesNotContain("/console/webhooks/" + given.id());
    Page one = browser.get("/console/webhooks/" + given.id());
    assertThat(one.text()).contains("HTTP 404", number, "보내지 못함");

    browser.post("/console/webhooks/" + given.id() + "/resend", Map.of());
    HUB.settle();
    assertThat(history.find(shop.merchant.id(), given.id()).orElseThrow().deliveries())
        .extracting(WebhookHistory.Delivery::trigger)
        .containsExactly("auto", "manual");

    String today = Display.day(HUB.world.time.instant()).toString();
    Page wrong = browser.post("/console/webhooks/resend", Map.of("from", today, "to", "soon"));
    assertThat(wrong.status()).isEqualTo(422);
    Page sent = browser.post("/console/webhooks/resend", Map.of("from", today, "to", today));
    assertThat(sent.location()).endsWith("webhooks.said-resent-all");
    HUB.settle();
    assertThat(history.find(shop.merchant.id(), given.id()).orElseThrow().deliveries()).hasSize(3);
    Page none =
        browser.post("/console/webhooks/resend", Map.of("from", "2020-01-01", "to", "2020-01-02"));
    assertThat(none.location()).endsWith("webhooks.said-none");
  }

  @Test
  void the_address_and_its_secret_are_changed_with_a_line_in_the_audit_log() {
    Map<String, String> good =
        Map.of(
            "url",
            at("/200"),
            "content-type",
            "application/json",
            "retry",
            "growing",
            "retry-enabled",
            "on");
    assertThat(browser.post("/console/webhooks/endpoint", good).location())
        .endsWith("webhooks.said-saved");
    assertThat(browser.get("/console/webhooks/endpoint").html()).contains(at("/200"));
    Map<String, String> bad = Map.of("url", "ftp://x", "content-type", "x", "retry", "never");
    Page wrong = browser.post("/console/webhooks/endpoint", bad);
    assertThat(wrong.html()).contains("f-url-wrong", "f-content-type-wrong", "f-retry-wrong");
    Page rotated = browser.post("/console/webhooks/secret", Map.of());
    assertThat(rotated.html()).contains("whsec_");
    assertThat(browser.get("/console/webhooks/endpoint").html()).doesNotContain("whsec_");
    assertThat(HUB.bean(Audit.class).of(shop.merchant.id(), shop.merchant.userCode(), 10))
        .extracting(line -> line.change().what())
        .isEqualTo(List.of("merchant set", "webhook secret rotate"));
  }
}
