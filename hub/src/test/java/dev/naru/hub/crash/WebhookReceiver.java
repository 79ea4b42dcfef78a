package dev.naru.hub.crash;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's server that takes every webhook and remembers what it was told. */
public final class WebhookReceiver implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Integer> told = new ConcurrentHashMap<>();

  public WebhookReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/webhook",
        call -> {
          JsonNode body = JsonMapper.shared().readTree(call.getRequestBody().readAllBytes());
          told.merge(
              body.path("imp_uid").asString("") + " " + body.path("status").asString(""),
              1,
              Integer::sum);
          call.sendResponseHeaders(200, -1);
          call.close();
        });
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook";
  }

  /** How often it was told that a payment has this status. */
  public int told(String paymentNumber, String status) {
    return told.getOrDefault(paymentNumber + " " + status, 0);
  }

  /** How many it has got beyond the first of each kind. */
  public int repeated() {
    return told.values().stream().mapToInt(count -> count - 1).sum();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
