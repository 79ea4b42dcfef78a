package dev.naru.hub.server;

import static dev.naru.hub.server.SmallServer.readAll;
import static dev.naru.hub.server.SmallServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bounds of the hub's port, over sockets. */
@Tag("G39")
class ServerBoundsTest {

  private static final String UNFINISHED =
      "POST /users/getToken HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000\r\n\r\nimp";
  private static final String GET = "GET /payments HTTP/1.1";
  private static final String HEALTH = "GET /actuator/health HTTP/1.1";

  /** Far longer than a hurried server's deadline, so that a test without an end fails instead. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Socket> sockets = new ArrayList<>();
  private SmallServer server;

  @BeforeEach
  void starts() throws Exception {
    server = new SmallServer(SmallServer.LIMITS);
  }

  @AfterEach
  void stops() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  private void hurries() throws Exception {
    server.close();
    server = new SmallServer(SmallServer.HURRIED);
  }

  private Socket begin(String text) throws IOException {
    Socket socket = server.connect();
    sockets.add(socket);
    send(socket, text);
    return socket;
  }

  private void begin(int count, String text) throws IOException {
    for (int i = 0; i < count; i++) {
      begin(text);
    }
  }

  @Test
  void unfinished_bodies_and_headers_keep_nobody_waiting() throws IOException {
    begin(100, UNFINISHED);
    begin(100, "GET / HTTP/1.1\r\nX-Slow: ");
    assertThat(server.ask(HEALTH, "")).startsWith("HTTP/1.1 200").endsWith("{\"status\":\"UP\"}");
    assertThat(server.ask(GET, "")).startsWith("HTTP/1.1 200");
    assertThat(server.ask("POST /payments HTTP/1.1", "12345")).endsWith(" 5");
  }

  @Test
  void a_body_that_is_not_whole_in_time_ends_its_connection_however_it_drips() throws Exception {
    hurries();
    Socket silent = begin(UNFINISHED);
    Socket dripping = begin(UNFINISHED);
    Thread drip = drip(dripping);
    assertThat(readAll(silent)).startsWith("HTTP/1.1 408");
    assertThat(drip.join(PATIENCE)).as("the connection has ended").isTrue();
  }

  @Test
  void a_header_that_is_not_whole_in_time_ends_its_connection_however_it_drips() throws Exception {
    hurries();
    Socket dripping = begin("GET / HTTP/1.1\r\nX-Slow: ");
    assertThat(drip(dripping).join(PATIENCE)).as("the connection has ended").isTrue();
  }

  /** Sends a byte every 100 ms. The thread ends when either side has closed the connection. */
  private static Thread drip(Socket socket) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            socket.setSoTimeout(100);
            while (true) {
              send(socket, "x");
              try {
                if (socket.getInputStream().read() < 0) {
                  return;
                }
              } catch (java.net.SocketTimeoutException nothingYet) {
                // It asks again.
              }
            }
          } catch (IOException closed) {
            // That is what it waits for.
          }
        });
  }

  @Test
  void beyond_an_addresss_requests_at_work_the_answer_is_an_early_429() throws Exception {
    server.held = new CountDownLatch(1);
    begin(4, GET + "\r\nHost: hub\r\n\r\n");
    untilAtWork(4);
    assertThat(server.ask(GET, "")).startsWith("HTTP/1.1 429").contains("Retry-After: 1\r\n");
    assertThat(server.ask(HEALTH, "")).startsWith("HTTP/1.1 200");

    for (int i = 0; i < 4; i++) {
      Socket other = server.connectFrom("127.0.0.2");
      sockets.add(other);
      send(other, GET + "\r\nHost: hub\r\n\r\n");
    }
    untilAtWork(8);
    assertThat(server.askFrom("127.0.0.3", GET, ""))
        .as("everybody's places together")
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: 1\r\n");

    server.held.countDown();
    untilAtWork(0);
    assertThat(server.ask(GET, "")).startsWith("HTTP/1.1 200");
  }

  /** Two hundred connections that did so kept health from every processor for 11 s. */
  @Test
  void requests_in_a_row_rest_between_each_other_and_the_next_one_of_a_waiting_client_does_not()
      throws Exception {
    long begun = System.nanoTime();
    Socket row = begin((GET + "\r\nHost: hub\r\n\r\n").repeat(20));
    Socket polite = begin(GET + "\r\nHost: hub\r\n\r\n");
    for (int answers = 0; answers < 20; answers++) {
      readOne(row);
    }
    assertThat(System.nanoTime() - begun).isGreaterThan(10 * InTurns.REST.toNanos());
    readOne(polite);
    send(polite, GET + "\r\nHost: hub\r\nConnection: close\r\n\r\n");
    assertThat(readAll(polite)).startsWith("HTTP/1.1 200");
  }

  /** As many requests as can be worked on at all, and ten thousand behind them, look like this. */
  @Test
  void health_has_threads_of_its_own_and_waits_for_no_request() throws IOException {
    Socket waiting;
    try (BusyProcessors _ = new BusyProcessors()) {
      assertThat(server.ask(HEALTH, "")).startsWith("HTTP/1.1 200");
      waiting = begin(GET + "\r\nHost: hub\r\n\r\n");
      assertThat(server.ask(HEALTH, "")).startsWith("HTTP/1.1 200");
    }
    readOne(waiting);
  }

  private static void readOne(Socket socket) throws IOException {
    StringBuilder read = new StringBuilder();
    while (!read.toString().endsWith("127.0.0.1 http 0")) {
      read.append((char) socket.getInputStream().read());
    }
  }

  private void untilAtWork(long count) {
    until(() -> server.atWork() == count);
  }

  private void until(BooleanSupplier reached) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void bodies_hold_no_more_memory_than_their_bound() throws IOException {
    String most = "x".repeat(1_000_000);
    Socket first = begin("POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000001\r\n\r\n" + most);
    until(() -> server.bodyBytes() == most.length());
    Socket second = begin("POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 900000\r\n\r\n");
    send(second, "x".repeat(700_000));
    assertThat(readAll(second)).startsWith("HTTP/1.1 429");
    assertThat(server.askFrom("127.0.0.2", "POST / HTTP/1.1", "12345")).endsWith(" 5");
    send(first, "x");
    first.shutdownOutput();
    assertThat(readAll(first)).endsWith(" 1000001");
    assertThat(server.ask("POST / HTTP/1.1", "x".repeat(900_000))).endsWith(" 900000");
  }

  @Test
  void a_body_beyond_the_limit_is_read_and_dropped_and_refused() throws IOException {
    assertThat(server.ask("POST / HTTP/1.1", "x".repeat((1 << 20) + 1))).startsWith("HTTP/1.1 413");
  }

  @Test
  @Tag("G38")
  void chunks_in_http_1_0_which_has_none_end_the_connection() throws IOException {
    Socket socket =
        begin(
            "POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "0\r\n\r\nGET /another HTTP/1.1\r\nHost: hub\r\n\r\n");
    assertThat(readAll(socket)).startsWith("HTTP/1.1 400").doesNotContain("HTTP/1.1 200");
  }

  @Test
  void a_new_connection_takes_the_place_of_the_one_that_waited_longest() throws IOException {
    Socket oldest = begin("GET / HTTP/1.1\r\nX-Slow: ");
    begin(SmallServer.LIMITS.connectionsPerAddress(), "G");
    assertThat(server.ask(HEALTH, "")).startsWith("HTTP/1.1 200");
    assertThat(readAll(oldest)).isEmpty();
  }

  /** Else 30,000 strangers, one after another, would have filled the memory. */
  @Test
  void a_connection_that_has_ended_is_forgotten() throws IOException {
    for (int i = 0; i < 20; i++) {
      server.ask(GET, "");
      server.connect().close();
    }
    until(() -> server.connections() == 0);
  }

  @Test
  void health_is_down_while_the_database_takes_no_write_and_up_again_after() throws IOException {
    assertThat(server.ask(HEALTH, "")).startsWith("HTTP/1.1 200");
    server.databaseWorks = false;
    untilHealth("HTTP/1.1 503");
    assertThat(server.ask("GET /actuator/health/liveness HTTP/1.1", "")).startsWith("HTTP/1.1 200");
    server.databaseWorks = true;
    untilHealth("HTTP/1.1 200");
  }

  private void untilHealth(String status) throws IOException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!server.ask("GET /actuator/health/readiness HTTP/1.1", "").startsWith(status)) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }
}
