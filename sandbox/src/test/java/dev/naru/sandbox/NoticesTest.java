package dev.naru.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.naru.postgres.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sends notices to a real HTTP server. Only the control call moves the clock. */
class NoticesTest {

  private interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  private record Told(String contentType, String text) {}

  private final DataSource database = TestPostgres.newDatabase();
  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answering> answers = new LinkedBlockingQueue<>();
  private final HttpServer merchant = merchant();
  @TempDir private Path home;
  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = newSandbox();
  }

  @AfterEach
  void stop() {
    sandbox.close();
    merchant.stop(0);
  }

  private Sandbox newSandbox() {
    return Sandbox.start(
        0,
        database,
        SandboxClock.open(home, InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z"))),
        PlaygroundControl.NONE,
        List.of(new MinimalPg()));
  }

  /** A merchant that answers SUCCESS, or what {@link #answers} holds. */
  private HttpServer merchant() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/",
          exchange -> {
            told.add(
                new Told(
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    new String(
                        exchange.getRequestBody().readAllBytes(), Charset.forName("MS949"))));
            Answering next = answers.poll();
            if (next == null) {
              write(exchange, 200, "SUCCESS");
            } else {
              next.answer(exchange);
            }
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void nextAnswer(int status, String body) {
    answers.add(exchange -> write(exchange, status, body));
  }

  private HttpResponse<String> control(String call, String body) {
    return post("/control/" + call, "application/json", body);
  }

  private HttpResponse<String> post(String path, String type, String body) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(sandbox.base() + path))
              .header("Content-Type", type)
              .timeout(Duration.ofSeconds(60))
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void openAccount(String order) {
    String tell = "http://localhost:" + merchant.getAddress().getPort() + "/tell";
    assertThat(
            post(
                    "/pg.example/account",
                    "application/x-www-form-urlencoded",
                    "order=" + order + "&tell=" + tell)
                .statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> deposit(String order) {
    return control("deposits", "{\"order_id\":\"" + order + "\",\"amount\":1000}");
  }

  /** Moves the clock; returns when all due attempts are recorded. */
  private void pass(String duration) {
    assertThat(control("clock", "{\"advance\":\"" + duration + "\"}").statusCode()).isEqualTo(200);
  }

  private Told next() throws InterruptedException {
    return told.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void a_deposit_is_told_at_once_in_the_pgs_encoding_and_ends_with_the_acknowledgement()
      throws Exception {
    openAccount("1");

    HttpResponse<String> answer = deposit("1");

    assertThat(answer.body())
        .isEqualTo("{\"pg\":\"played\",\"tid\":\"V1\",\"order_id\":\"1\",\"amount\":1000}");
    assertThat(next()).isEqualTo(new Told("text/plain; charset=MS949", "입금 1000"));
    pass("P1D");
    assertThat(told).isEmpty();
    assertThat(deposit("1").statusCode()).isEqualTo(404);
  }

  @Test
  void the_imp_uid_is_the_order_id_and_the_bank_may_refuse_with_its_sentence() {
    openAccount("1");

    HttpResponse<String> wrong = control("deposits", "{\"imp_uid\":\"1\",\"amount\":999}");

    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("the bank takes 1000 only");
    assertThat(control("deposits", "{\"imp_uid\":\"2\",\"amount\":1000}").statusCode())
        .isEqualTo(404);
    assertThat(told).isEmpty();
    assertThat(control("deposits", "{\"imp_uid\":\"1\",\"amount\":1000}").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"200,FAIL", "200,SUCCESS!", "200,success", "200,''", "500,SUCCESS", "302,SUCCESS"})
  void anything_but_the_exact_acknowledgement_is_tried_again(int status, String body)
      throws Exception {
    openAccount("1");
    nextAnswer(status, body);

    deposit("1");
    assertThat(next()).isNotNull();
    pass("PT59S");
    assertThat(told).isEmpty();
    pass("PT1S");
    assertThat(told).hasSize(1);
    pass("P1D");
    assertThat(told).hasSize(1);
  }

  @Test
  void the_tries_end_with_the_list() throws Exception {
    openAccount("1");
    for (int i = 0; i < 4; i++) {
      nextAnswer(200, "FAIL");
    }

    deposit("1");
    assertThat(next()).isNotNull();
    pass("PT1M");
    pass("PT9M59S");
    assertThat(told).hasSize(1);
    pass("PT1S");
    assertThat(told).hasSize(2);
    pass("P30D");
    assertThat(told).hasSize(2);
  }

  @Test
  void what_is_due_survives_the_end_of_the_process() throws Exception {
    openAccount("1");
    nextAnswer(200, "FAIL");
    deposit("1");
    assertThat(next()).isNotNull();
    pass("PT1S");
    sandbox.close();

    sandbox = newSandbox();

    pass("PT59S");
    assertThat(told).hasSize(1);
  }

  @Test
  void a_try_that_our_end_cut_off_is_made_again_at_the_next_start() throws Exception {
    openAccount("1");
    answers.add(exchange -> {}); // never answered
    deposit("1");
    assertThat(next()).isNotNull();
    sandbox.close();

    sandbox = newSandbox();

    assertThat(next()).isNotNull();
  }

  @Test
  void a_duplicate_notice_comes_twice_at_once_and_once_more_after_its_acknowledgement()
      throws Exception {
    openAccount("1");
    openAccount("2");
    control(
        "scenarios",
        "{\"pg\":\"played\",\"match\":{\"order_id\":\"1\"},\"fault\":\"duplicate_notice\"}");
    CyclicBarrier bothThere = new CyclicBarrier(2);
    Answering together =
        exchange -> {
          try {
            bothThere.await(30, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IOException(e);
          }
          write(exchange, 200, "SUCCESS");
        };
    answers.add(together);
    answers.add(together);

    deposit("1");
    pass("PT1S");

    assertThat(told).hasSize(3);
    deposit("2");
    pass("P1D");
    assertThat(told).hasSize(4);
  }

  @Test
  void a_reset_clears_what_is_still_to_be_told() throws Exception {
    openAccount("1");
    nextAnswer(200, "FAIL");
    deposit("1");
    assertThat(next()).isNotNull();
    pass("PT1S");

    control("reset", "");

    pass("P1D");
    assertThat(told).isEmpty();
  }
}
