package dev.naru.sandbox.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.FormCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A merchant's server that receives notices and answers each as a test says. */
public final class NoticeReceiver implements AutoCloseable {

  /**
   * A received notice.
   *
   * @param raw the body, one character a byte
   */
  public record Received(String path, String raw) {

    /** The fields of a form in EUC-KR. */
    public Map<String, String> fields() {
      return FormCodec.decode(raw.getBytes(StandardCharsets.ISO_8859_1), Reply.EUC_KR);
    }
  }

  private final String acknowledgement;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final HttpServer server;

  /**
   * Starts the server.
   *
   * @param acknowledgement the answer to a notice for which {@link #willAnswer} said nothing else
   */
  public NoticeReceiver(String acknowledgement) {
    this.acknowledgement = acknowledgement;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    String raw = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    String answer = answers.poll();
    byte[] body = (answer == null ? acknowledgement : answer).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
    received.add(new Received(exchange.getRequestURI().getPath(), raw));
  }

  /** The server's address, without a path. */
  public String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers the next notice with this body. */
  public void willAnswer(String answer) {
    answers.add(answer);
  }

  /** The next notice, for which it waits twenty seconds at most. */
  public Received next() {
    try {
      Received next = received.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no notice came");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether {@link #next} has returned everything that came. */
  public boolean isEmpty() {
    return received.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
