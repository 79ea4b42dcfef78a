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
 * An HTTP server that answers what a test tells it to answer, and remembers what it received. A
 * script names the end of a path, so that it need not name the PG's host.
 */
public final class ScriptedPg implements AutoCloseable {

  /** A request that was received. */
  public record Received(String path, String contentType, String body) {}

  /** What the server does with a request. */
  public sealed interface Answer {

    /** Sends a whole answer. */
    record Body(int status, byte[] bytes) implements Answer {}

    /** Announces the length of {@code bytes}, and sends only the first {@code sent} of them. */
    record CutOff(byte[] bytes, int sent) implements Answer {}

    /** Closes the connection without a byte. */
    record Reset() implements Answer {}

    /** Sends nothing until the test is over. */
    record Silence() implements Answer {}

    /** Sends a redirect. */
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

  /** Starts the server on a free loopback port. */
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

  /** The server's address, without a trailing slash. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Adds an answer to the queue of a path. Each answer is used once, in order. */
  public void answers(String pathEnd, Function<Received, Answer> answer) {
    scripts.computeIfAbsent(pathEnd, key -> new ArrayDeque<>()).add(answer);
  }

  /** Adds an answer that does not depend on the request. */
  public void answers(String pathEnd, Answer answer) {
    answers(pathEnd, request -> answer);
  }

  /** All requests in order, also those that had no answer in a queue and got status 599. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** Forgets the requests received so far. */
  public void forget() {
    received.clear();
  }

  /** The requests whose path ends like this. */
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
