package dev.naru.pg.inicis.emulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A merchant's server that hears notices and answers them as a test says. */
final class NoticeTarget implements AutoCloseable {

  /**
   * @param raw the body as it came
   */
  record Heard(String path, String raw) {

    Map<String, String> fields() {
      return Fields.parse(raw, Fields.EUC_KR);
    }
  }

  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final HttpServer server;

  NoticeTarget() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String raw =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
          String answer = answers.poll();
          byte[] body = (answer == null ? "OK" : answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
          heard.add(new Heard(exchange.getRequestURI().getPath(), raw));
        });
    server.start();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What the next notice is answered with; {@code OK} when nothing was said. */
  void willAnswer(String answer) {
    answers.add(answer);
  }

  /** The next notice, waited for. */
  Heard hears() {
    try {
      Heard next = heard.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no notice came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether everything that came was asked for. */
  boolean heardNothingElse() {
    return heard.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
