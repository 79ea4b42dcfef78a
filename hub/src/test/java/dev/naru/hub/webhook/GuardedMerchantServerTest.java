package dev.naru.hub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.hub.webhook.MerchantServer.Answer;
import dev.naru.hub.webhook.MerchantServer.Answer.Answered;
import dev.naru.hub.webhook.MerchantServer.Answer.NotReached;
import dev.naru.hub.webhook.MerchantServer.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("G24")
class GuardedMerchantServerTest {

  private static final Timeouts LONG = new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(60));
  private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));
  private static final Merchant STRICT = merchant(1, false);
  private static final Merchant AT_HOME = merchant(2, true);

  private final CountDownLatch end = new CountDownLatch(1);
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final Queue<String> hosts = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Names names = new Names();
  private final GuardedMerchantServer merchants = new GuardedMerchantServer(names);
  private final HttpServer shop;
  private final String local;

  GuardedMerchantServerTest() throws IOException {
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.setExecutor(threads);
    shop.start();
    local = "http://127.0.0.1:" + shop.getAddress().getPort();
  }

  @BeforeEach
  void answers() {
    shop.createContext(
        "/",
        exchange -> {
          hosts.add(exchange.getRequestHeaders().getFirst("Host"));
          received.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("User-Agent")
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Webhook-Id")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          answer(exchange, 200, "고맙습니다");
        });
  }

  @AfterEach
  void stop() {
    end.countDown();
    merchants.close();
    shop.stop(0);
    threads.shutdownNow();
  }

  @Test
  void a_merchant_that_may_is_reached_in_its_own_network() {
    Answer answer =
        merchants.post(
            AT_HOME,
            local + "/웹훅?a=1",
            "application/json",
            "{}",
            LONG,
            Map.of("X-Webhook-Id", "7"));
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answered.class,
            it -> {
              assertThat(it.isSuccess()).isTrue();
              assertThat(it.body()).isEqualTo("고맙습니다");
            });
    assertThat(received).containsExactly("/%EC%9B%B9%ED%9B%85?a=1 naru-webhook/1 7 {}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//hook/", "/index.php//hook/", "//a//b?to=//c"})
  void a_path_keeps_its_doubled_slashes(String path) {
    assertThat(post(AT_HOME, local + path)).isInstanceOf(Answered.class);
    assertThat(received.element()).startsWith(path + " ");
    assertThat(hosts.element()).startsWith("127.0.0.1:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my_shop", "한글상점.한국", "MY_SHOP"})
  void a_host_that_java_knows_none_in_is_reached_and_guarded_like_any_other(String host) {
    String url = "http://" + host + ":" + shop.getAddress().getPort() + "/a b|c[1]?q=50%#x";
    names.put("my_shop", "127.0.0.1", "127.0.0.1");
    names.put("xn--bj0br96ankf7yo.xn--3e0b707e", "127.0.0.1", "127.0.0.1");
    assertThat(post(STRICT, url))
        .isInstanceOfSatisfying(
            NotReached.class,
            it -> assertThat(it.reason()).as(names.last).isEqualTo("refused address"));
    assertThat(received).isEmpty();
    assertThat(post(AT_HOME, url)).isInstanceOf(Answered.class);
    assertThat(received.element()).startsWith("/a%20b%7Cc%5B1%5D?q=50%25 ");
    assertThat(hosts.element()).matches("(my_shop|xn--bj0br96ankf7yo\\.xn--3e0b707e):\\d+");
  }

  @Test
  void a_name_below_localhost_is_this_machine_without_dns_and_guarded_as_it_is() {
    names.put("localhost", "127.0.0.1", "127.0.0.1");
    String url = "http://shop.localhost:" + shop.getAddress().getPort() + "/hook";
    assertThat(post(STRICT, url))
        .isInstanceOfSatisfying(
            NotReached.class, it -> assertThat(it.reason()).isEqualTo("refused address"));
    assertThat(post(AT_HOME, url)).isInstanceOf(Answered.class);
    assertThat(hosts.element()).startsWith("shop.localhost:");
  }

  @Test
  void a_merchant_that_may_not_is_refused_before_any_connection() {
    String port = ":" + shop.getAddress().getPort();
    names.put("localhost", "127.0.0.1");
    for (String host :
        List.of(
            "127.0.0.1",
            "localhost",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "2130706433",
            "127.1",
            "0x7f.1",
            "１２７.0.0.1",
            "%31%32%37.0.0.1")) {
      assertThat(post(STRICT, "http://" + host + port + "/"))
          .as(host)
          .isInstanceOfSatisfying(
              NotReached.class, it -> assertThat(it.reason()).isEqualTo("refused address"));
    }
    assertThat(received).isEmpty();
  }

  @Test
  void the_metadata_service_is_refused_to_everyone() {
    names.put("metadata.shop.test", "169.254.169.254");
    for (String host : List.of("169.254.169.254", "metadata.shop.test", "0.0.0.0", "[fe80::1]")) {
      assertThat(post(AT_HOME, "http://" + host + "/"))
          .as(host)
          .isInstanceOfSatisfying(
              NotReached.class, it -> assertThat(it.reason()).isEqualTo("refused address"));
    }
  }

  @Test
  void a_name_that_means_another_address_when_asked_again_is_asked_once_only() {
    // The first answer is public (TEST-NET would be refused, so a real range), the second loopback.
    names.put("rebinding.shop.test", "127.0.0.1", "52.78.100.19");
    Answer answer = post(STRICT, "http://rebinding.shop.test:" + shop.getAddress().getPort() + "/");
    assertThat(answer)
        .isInstanceOfSatisfying(
            NotReached.class, it -> assertThat(it.reason()).isEqualTo("refused address"));
    assertThat(names.asked).hasValue(1);
    names.put("rebinding.shop.test", "52.78.100.19", "127.0.0.1");
    merchants.post(
        STRICT,
        "http://rebinding.shop.test:" + shop.getAddress().getPort() + "/",
        "application/json",
        "{}",
        SHORT);
    assertThat(names.asked).hasValue(2);
    assertThat(received).isEmpty();
  }

  @Test
  void of_several_addresses_only_the_allowed_ones_are_used() throws IOException {
    names.put("both.shop.test", "169.254.169.254,127.0.0.1");
    assertThat(post(AT_HOME, "http://both.shop.test:" + shop.getAddress().getPort() + "/"))
        .isInstanceOf(Answered.class);
    assertThat(received).hasSize(1);
  }

  @Test
  void a_redirect_is_an_answer_and_not_followed() {
    shop.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", local + "/");
          answer(exchange, 302, "");
        });
    assertThat(post(AT_HOME, local + "/moved"))
        .isInstanceOfSatisfying(Answered.class, it -> assertThat(it.status()).isEqualTo(302));
    assertThat(received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop",
        "file:///etc/passwd",
        "ftp://shop.test/",
        "gopher://127.0.0.1/",
        "http:///",
        "http://user:word@127.0.0.1/",
        "http://127.0.0.1:99999/",
        "http://a b/"
      })
  void what_is_no_web_address_is_refused(String url) {
    assertThat(post(AT_HOME, url))
        .isInstanceOfSatisfying(
            NotReached.class,
            it -> assertThat(it.reason()).isEqualTo("not an http or https address"));
  }

  @Test
  void an_answer_that_drips_is_cut_at_the_deadline() {
    shop.createContext(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('.');
          exchange.getResponseBody().flush();
          await(end);
        });
    assertThat(merchants.post(AT_HOME, local + "/slow", "text/plain", "", SHORT))
        .isInstanceOfSatisfying(
            Answered.class,
            it -> {
              assertThat(it.isSuccess()).isTrue();
              assertThat(it.broken()).isEqualTo("time-out");
            });
  }

  @Test
  void without_a_status_line_there_is_no_answer() throws IOException {
    for (String sent : List.of("", "\r\n\r\n", "nonsense\r\n\r\n", "HTTP/1.1 ")) {
      assertThat(answerOf(sent)).as(sent).isInstanceOf(NotReached.class);
    }
  }

  @ParameterizedTest
  @MethodSource("brokenAnswers")
  void a_status_line_decides_whatever_comes_after_it(String rest) throws IOException {
    assertThat(answerOf("HTTP/1.1 200 OK\r\n" + rest))
        .isInstanceOfSatisfying(Answered.class, it -> assertThat(it.isSuccess()).isTrue());
    assertThat(answerOf("HTTP/1.1 503\r\n" + rest))
        .isInstanceOfSatisfying(Answered.class, it -> assertThat(it.status()).isEqualTo(503));
  }

  static List<String> brokenAnswers() {
    return List.of(
        "",
        "Content-Length: 100\r\n\r\nok",
        "\r\nno length and no end",
        "Content-Length: 99999999999999999999\r\n\r\nok",
        "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\nok",
        "Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        "Set-Cookie: a=b; Expires=nonsense\r\nLocation: ::\r\n\r\n",
        "\u0000\u0001\u0002",
        "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok",
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok",
        "Content-Length: -5\r\n\r\nok",
        "Content-Length: many\r\n\r\nok",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nok",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n",
        "Transfer-Encoding: nonsense\r\n\r\nok",
        "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok",
        "X: y\r\n".repeat(150) + "\r\n",
        "X: y\r\n".repeat(1500) + "\r\n",
        "X: " + "y".repeat(20_000) + "\r\n\r\n",
        "X: " + "y".repeat(200_000) + "\r\n\r\n",
        "no colon\r\n\r\n",
        "Content-Len");
  }

  /** What servers of their own making put before, into or after a status line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0 200 OK\r\n\r\n",
        "HTTP/1.1 200\r\n\r\n",
        "HTTP/1.1 299 Fine\r\n\r\n",
        "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
        "\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 \ud655\uc778\r\n\r\n"
      })
  void a_status_line_of_another_make_counts_as_well(String sent) throws IOException {
    assertThat(answerOf(sent))
        .isInstanceOfSatisfying(Answered.class, it -> assertThat(it.isSuccess()).isTrue());
  }

  /** Posts to a server that sends these bytes and closes the connection. */
  private Answer answerOf(String sent) throws IOException {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Future<?> _ =
          threads.submit(() -> {
            try (Socket socket = listener.accept()) {
              // The request is small: one read takes it all, and so closing sends no reset.
              socket.getInputStream().read(new byte[8192]);
              socket.getOutputStream().write(sent.getBytes(UTF_8));
              socket.getOutputStream().flush();
            }
            return null;
          });
      return post(AT_HOME, "http://127.0.0.1:" + listener.getLocalPort() + "/");
    }
  }

  @Test
  void of_a_long_answer_the_first_4kb_are_kept_and_the_rest_is_not_waited_for() {
    shop.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(500, 0);
          exchange.getResponseBody().write("x".repeat(5000).getBytes(UTF_8));
          exchange.getResponseBody().flush();
          await(end);
        });
    assertThat(post(AT_HOME, local + "/endless"))
        .isInstanceOfSatisfying(Answered.class, it -> assertThat(it.body()).hasSize(4096));
  }

  @Test
  void trouble_is_an_answer() {
    assertThat(post(AT_HOME, "http://nowhere.shop.test/"))
        .isInstanceOfSatisfying(
            NotReached.class, it -> assertThat(it.reason()).isEqualTo("no such host"));
    assertThat(post(AT_HOME, "http://127.0.0.1:1/"))
        .isInstanceOfSatisfying(
            NotReached.class, it -> assertThat(it.reason()).startsWith("no connection"));
  }

  @Test
  @Tag("G22")
  void a_merchant_whose_host_hangs_gets_eight_places_and_another_merchant_still_has_its_own()
      throws Exception {
    CountDownLatch inside = new CountDownLatch(GuardedMerchantServer.MAX_PER_HOST);
    AtomicInteger arrived = new AtomicInteger();
    shop.createContext(
        "/tarpit",
        exchange -> {
          arrived.incrementAndGet();
          inside.countDown();
          await(end);
          answer(exchange, 200, "");
        });
    Queue<Future<Answer>> hanging = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < GuardedMerchantServer.MAX_PER_HOST; i++) {
      hanging.add(threads.submit(() -> post(AT_HOME, local + "/tarpit")));
    }
    assertThat(await(inside)).isTrue();
    assertThat(merchants.post(AT_HOME, local + "/tarpit", "text/plain", "", SHORT))
        .isInstanceOfSatisfying(NotReached.class, it -> assertThat(it.reason()).startsWith("busy"));
    assertThat(arrived).hasValue(GuardedMerchantServer.MAX_PER_HOST);
    assertThat(post(merchant(3, true), local + "/")).isInstanceOf(Answered.class);
    end.countDown();
    for (Future<Answer> answer : hanging) {
      assertThat(answer.get()).isInstanceOf(Answered.class);
    }
    assertThat(post(AT_HOME, local + "/")).isInstanceOf(Answered.class);
  }

  private Answer post(Merchant merchant, String url) {
    return merchants.post(merchant, url, "application/json", "{}", LONG);
  }

  static Merchant merchant(long id, boolean privateTargets) {
    return new Merchant(
        id,
        "imp0000000" + id,
        "가게",
        Settings.of(
            Map.of(Setting.WEBHOOK_ALLOW_PRIVATE_TARGETS, Boolean.toString(privateTargets))));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A name server of our own; literal addresses are themselves. */
  private static final class Names implements DnsResolver {
    private final Map<String, Queue<String>> known = new java.util.concurrent.ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String last = "nobody";

    /**
     * @param answers one an enquiry, several addresses separated by commas
     */
    void put(String name, String... answers) {
      known.put(name, new ConcurrentLinkedQueue<>(List.of(answers)));
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      last = host;
      if (!host.endsWith(".test") && !known.containsKey(host)) {
        return InetAddress.getAllByName(host);
      }
      asked.incrementAndGet();
      Queue<String> answers = known.get(host);
      String answer = answers == null ? null : answers.poll();
      if (answer == null) {
        throw new UnknownHostException(host);
      }
      String[] addresses = answer.split(",", -1);
      InetAddress[] all = new InetAddress[addresses.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = InetAddress.getByName(addresses[i]);
      }
      return all;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
