package dev.naru.pg.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A PG that says what a test tells it to say, on a real socket, and remembers what it was sent. An
 * address is matched by its end, so that a script names the PG's path without its host.
 */
public final class ScriptedPg implements AutoCloseable {

  /** What was received. */
  public record Received(String path, String contentType, String body) {}

  /** What is answered. */
  public sealed interface Answer {

    /** A whole answer. */
    record Body(int status, byte[] bytes) implements Answer {}

    /** The length of the whole, and only the first bytes of it. */
    record CutOff(byte[] bytes, int sent) implements Answer {}

    /** The connection ends without a byte. */
    record Reset() implements Answer {}

    /** Nothing until the test is over. */
    record Silence() implements Answer {}

    /** Another address, for a client that would follow it. */
    record Redirect(URI to) implements Answer {}

    static Answer ok(String text) {
      return new Body(200, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<Function<Received, Answer>>> scripts = new ConcurrentHashMap<>();

  /** Listens on a free loopback port. */
  public ScriptedPg() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Where it listens, without a trailing slash. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Adds the next answer of a path; each is given once. */
  public void answers(String pathEnd, Function<Received, Answer> answer) {
    scripts.computeIfAbsent(pathEnd, key -> new ArrayDeque<>()).add(answer);
  }

  /** As {@link #answers(String, Function)}, whatever is asked. */
  public void answers(String pathEnd, Answer answer) {
    answers(pathEnd, request -> answer);
  }

  /** Everything that came, in order; also what no script was there for. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** Leaves out what came so far, for a test that counts from here. */
  public void forget() {
    received.clear();
  }

  /** What came to one path. */
  public List<Received> received(String pathEnd) {
    return received.stream().filter(request -> request.path().endsWith(pathEnd)).toList();
  }

  private void serve(HttpExchange exchange) throws IOException {
    Received request =
        new Received(
            exchange.getRequestURI().getPath(),
            String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    received.add(request);
    try (exchange) {
      give(exchange, next(request));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Answer next(Received request) {
    return scripts.entrySet().stream()
        .filter(script -> request.path().endsWith(script.getKey()))
        .map(script -> script.getValue().poll())
        .filter(answer -> answer != null)
        .findFirst()
        .map(answer -> answer.apply(request))
        .orElseGet(() -> new Answer.Body(599, "no script".getBytes(StandardCharsets.UTF_8)));
  }

  private void give(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
    switch (answer) {
      case Answer.Body(int status, byte[] bytes) -> write(exchange, status, bytes, bytes.length);
      case Answer.CutOff(byte[] bytes, int sent) -> write(exchange, 200, bytes, sent);
      case Answer.Redirect(URI to) -> {
        exchange.getResponseHeaders().set("Location", to.toString());
        exchange.sendResponseHeaders(307, -1);
      }
      case Answer.Silence() -> over.await();
      case Answer.Reset() -> {
        // Closing the exchange without an answer ends the connection.
      }
    }
  }

  private static void write(HttpExchange exchange, int status, byte[] bytes, int sent)
      throws IOException {
    exchange.sendResponseHeaders(status, bytes.length);
    OutputStream out = exchange.getResponseBody();
    out.write(bytes, 0, sent);
    out.flush();
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
