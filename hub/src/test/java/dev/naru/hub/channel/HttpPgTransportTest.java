package dev.naru.hub.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.PgTransport.Request;
import dev.naru.pg.spi.PgTransport.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class HttpPgTransportTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final HttpPgTransport transport = new HttpPgTransport();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private HttpServer pg = start();

  private static HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void route() {
    at("/elsewhere", exchange -> answer(exchange, 200, "no one should come here"));
  }

  @AfterEach
  void stop() {
    end.countDown();
    transport.close();
    pg.stop(0);
  }

  @Test
  void the_request_arrives_as_given_and_the_whole_answer_comes_back() throws IOException {
    at(
        "/approve",
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("User-Agent")).isEqualTo("naru");
          assertThat(exchange.getRequestHeaders()).doesNotContainKeys("Upgrade", "Cookie");
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=EUC-KR");
          exchange.getResponseHeaders().set("Set-Cookie", "JSESSIONID=1; Path=/");
          answer(exchange, 500, "resultCode=9999");
        });
    for (int i = 0; i < 2; i++) {
      Response response = transport.send(form("/approve", LONG));
      assertThat(response.status()).isEqualTo(500);
      assertThat(response.contentType()).isEqualTo("text/html; charset=EUC-KR");
      assertThat(response.text(UTF_8)).isEqualTo("resultCode=9999");
    }
    assertThat(received)
        .containsExactly(
            "/approve application/x-www-form-urlencoded; charset=UTF-8 mid=INIpayTest",
            "/approve application/x-www-form-urlencoded; charset=UTF-8 mid=INIpayTest");
  }

  @Test
  @Tag("G36")
  void a_redirect_is_an_answer_and_not_followed() throws IOException {
    at(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          answer(exchange, 307, "");
        });
    assertThat(transport.send(form("/moved", LONG)).status()).isEqualTo(307);
    assertThat(received).hasSize(1);
  }

  /** HTTP clients like to repeat what was answered so; whether the PG acted, only it knows. */
  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  @Tag("G04")
  void an_answer_that_asks_to_try_again_is_an_answer_and_not_obeyed(int status) throws IOException {
    at(
        "/busy",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "0");
          answer(exchange, status, "busy");
        });
    assertThat(transport.send(form("/busy", LONG)).status()).isEqualTo(status);
    assertThat(received).hasSize(1);
  }

  @Test
  @Tag("G04")
  void a_connection_dropped_without_an_answer_is_an_error_and_the_request_is_not_sent_again()
      throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> takeRequestsAndDrop(server, requests));
      URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/approve");
      assertThatThrownBy(() -> transport.send(Request.form(uri, "a=b", LONG)))
          .isInstanceOf(IOException.class);
      assertThat(requests).hasValue(1);
    }
  }

  @Test
  @Tag("G04")
  void a_kept_connection_dropped_in_the_middle_is_an_error_and_the_request_is_not_sent_again()
      throws Exception {
    AtomicInteger seen = new AtomicInteger();
    at(
        "/kept",
        exchange -> {
          if (seen.incrementAndGet() > 1) {
            exchange.close();
          } else {
            answer(exchange, 200, "first");
          }
        });
    transport.send(form("/kept", LONG));
    assertThatThrownBy(() -> transport.send(form("/kept", LONG))).isInstanceOf(IOException.class);
    assertThat(seen).hasValue(2);
  }

  @Test
  @Tag("G04")
  void a_connection_that_the_pg_closed_meanwhile_is_not_used_again() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/approve");
      for (int i = 0; i < 3; i++) {
        CountDownLatch closed = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> answerOnceAndClose(server, closed));
        assertThat(transport.send(Request.form(uri, "a=b", LONG)).text(UTF_8)).isEqualTo("ok");
        assertThat(await(closed)).isTrue();
      }
    }
  }

  @Test
  void a_connection_that_stands_is_used_again() throws IOException {
    Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();
    at(
        "/approve",
        exchange -> {
          callers.add(exchange.getRemoteAddress());
          answer(exchange, 200, "ok");
        });
    for (int i = 0; i < 5; i++) {
      transport.send(form("/approve", LONG));
    }
    assertThat(callers).hasSize(1);
  }

  /** Says nothing of the close that follows. */
  private static void answerOnceAndClose(ServerSocket server, CountDownLatch closed) {
    try (Socket socket = server.accept()) {
      takeRequest(socket);
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      closed.countDown();
    }
  }

  @Test
  @Tag("G04")
  void an_answer_cut_short_is_an_error() {
    at(
        "/cut",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write("resultCode=0000".getBytes(UTF_8));
          exchange.close();
        });
    assertThatThrownBy(() -> transport.send(form("/cut", LONG))).isInstanceOf(IOException.class);
  }

  @Test
  void a_body_that_drips_forever_is_cut_at_the_deadline() {
    CountDownLatch cut = new CountDownLatch(1);
    at(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            while (end.getCount() > 0) {
              exchange.getResponseBody().write('.');
              exchange.getResponseBody().flush();
              pause();
            }
          } catch (IOException e) {
            cut.countDown();
          }
        });
    assertThatThrownBy(() -> transport.send(form("/slow", SHORT)))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessageContaining("127.0.0.1");
    assertThat(await(cut)).as("the exchange itself was ended, not only abandoned").isTrue();
  }

  @Test
  void silence_is_cut_at_the_deadline() {
    at("/silent", exchange -> await(end));
    assertThatThrownBy(() -> transport.send(form("/silent", SHORT)))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  @Tag("G39")
  void an_answer_of_more_than_a_megabyte_is_refused() throws IOException {
    at("/big", exchange -> answer(exchange, 200, "x".repeat(1 << 20)));
    at("/bigger", exchange -> answer(exchange, 200, "x".repeat((1 << 20) + 1)));
    assertThat(transport.send(form("/big", LONG)).body()).hasSize(1 << 20);
    assertThatThrownBy(() -> transport.send(form("/bigger", LONG)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than 1048576 bytes");
  }

  @Test
  @Tag("G39")
  void of_an_endless_answer_no_more_than_the_limit_is_read() {
    at(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("x".repeat((1 << 20) + 1).getBytes(UTF_8));
          exchange.getResponseBody().flush();
          await(end);
        });
    assertThatThrownBy(() -> transport.send(form("/endless", LONG)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than 1048576 bytes");
  }

  @Test
  @Tag("G04")
  void whereNobodyListensOrTheNameIsUnknownNothingWasSent() throws IOException {
    // A port that is held, so that no other program can come to listen on it.
    try (Socket held = new Socket()) {
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      for (String address :
          List.of("http://127.0.0.1:" + held.getLocalPort(), "http://nobody.invalid")) {
        URI uri = URI.create(address + "/approve");
        assertThatThrownBy(() -> transport.send(Request.form(uri, "a=b", LONG)))
            .isInstanceOf(PgTransport.NotSentException.class);
      }
    }
  }

  /** A merchant may have a hundred under way to one PG; the next is never sent. */
  @Test
  @Tag("G04")
  void withoutAFreeConnectionNothingIsSent() throws Exception {
    CountDownLatch underWay = new CountDownLatch(100);
    at(
        "/slow",
        exchange -> {
          underWay.countDown();
          await(end);
          answer(exchange, 200, "");
        });
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      senders.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  transport.send(form("/slow", LONG));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }));
    }
    assertThat(await(underWay)).isTrue();
    assertThatThrownBy(() -> transport.send(form("/one-too-many", LONG)))
        .isInstanceOf(PgTransport.NotSentException.class)
        .hasMessageContaining("too many calls");
    at("/others", exchange -> answer(exchange, 200, "ok"));
    assertThat(PgCaller.ofMerchant(2, () -> isAnswered("/others"))).as("another merchant").isTrue();
    end.countDown();
    for (Thread sender : senders) {
      sender.join();
    }
    assertThat(received).hasSize(101).noneMatch(request -> request.contains("one-too-many"));
    assertThat(isAnswered("/others")).as("the places are free again").isTrue();
  }

  private boolean isAnswered(String path) {
    try {
      return transport.send(form(path, LONG)).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  @Tag("G04")
  void whatIsSentAndNotAnsweredIsNotTakenForNotSent() {
    at("/silent", exchange -> await(end));
    assertThatThrownBy(() -> transport.send(form("/silent", SHORT)))
        .isNotInstanceOf(PgTransport.NotSentException.class);
  }

  @Test
  @Tag("G03")
  void nothing_is_sent_while_a_database_transaction_is_open() {
    at("/approve", exchange -> answer(exchange, 200, ""));
    TransactionSynchronizationManager.setActualTransactionActive(true);
    try {
      assertThatThrownBy(() -> transport.send(form("/approve", LONG)))
          .isInstanceOf(IllegalStateException.class);
    } finally {
      TransactionSynchronizationManager.setActualTransactionActive(false);
    }
    assertThat(received).isEmpty();
  }

  private void at(String path, HttpHandler handler) {
    pg.createContext(
        path,
        exchange -> {
          received.add(
              "%s %s %s"
                  .formatted(
                      path,
                      exchange.getRequestHeaders().getFirst("Content-Type"),
                      new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          handler.handle(exchange);
        });
  }

  private Request form(String path, Duration timeout) {
    URI uri = URI.create("http://127.0.0.1:" + pg.getAddress().getPort() + path);
    return Request.form(uri, "mid=INIpayTest", timeout);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void takeRequestsAndDrop(ServerSocket server, AtomicInteger requests) {
    while (true) {
      try (Socket socket = server.accept()) {
        takeRequest(socket);
        requests.incrementAndGet();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void takeRequest(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder request = new StringBuilder();
    while (request.indexOf("a=b") < 0) {
      request.append((char) in.read());
    }
  }

  /** The slow server's pause between two bytes; the test itself doesn't wait. */
  private void pause() {
    try {
      boolean over = end.await(20, java.util.concurrent.TimeUnit.MILLISECONDS);
      assertThat(over || end.getCount() > 0).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(60, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
