package dev.naru.playground.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of the hub's REST API that a shop needs, over real HTTP. */
final class FakeHub implements AutoCloseable {

  private static final String TOKEN = "a9ace025c90c0da2161075da6ddd3492a2fca776";

  private final HttpServer server;
  private final Map<String, ObjectNode> payments = new ConcurrentHashMap<>();
  private final List<JsonNode> cancels = new CopyOnWriteArrayList<>();

  private FakeHub(HttpServer server) {
    this.server = server;
  }

  static FakeHub start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeHub hub = new FakeHub(server);
    server.createContext("/", hub::answer);
    server.start();
    return hub;
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void holds(String impUid, String merchantUid, String status, long amount) {
    payments.put(
        impUid,
        ShopJson.MAPPER
            .createObjectNode()
            .put("imp_uid", impUid)
            .put("merchant_uid", merchantUid)
            .put("status", status)
            .put("amount", amount)
            .put("cancel_amount", 0));
  }

  /** Holds a key that a window issued; V1 says {@code paid} for it, whatever was charged. */
  void issuedKey(String impUid, String merchantUid, String provider, long amount) {
    holds(impUid, merchantUid, "paid", amount);
    Objects.requireNonNull(payments.get(impUid))
        .put("pg_provider", provider)
        .put("customer_uid", "gildong_0001")
        .put("customer_uid_usage", "issue");
  }

  List<JsonNode> cancels() {
    return List.copyOf(cancels);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      JsonNode body = ShopJson.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
      if (path.equals("/users/getToken")) {
        token(exchange, body);
      } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        send(exchange, 401, -1, "Unauthorized", null);
      } else if (path.equals("/payments/cancel")) {
        cancel(exchange, body);
      } else {
        payment(exchange, path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void token(HttpExchange exchange, JsonNode body) throws IOException {
    if (body.path("imp_key").asString("").equals("key")
        && body.path("imp_secret").asString("").equals("secret")) {
      send(exchange, 200, 0, null, Map.of("access_token", TOKEN, "now", 1, "expired_at", 1801));
    } else {
      send(exchange, 401, -1, "인증에 실패하였습니다.", null);
    }
  }

  private void payment(HttpExchange exchange, String path) throws IOException {
    String last = path.substring(path.lastIndexOf('/') + 1);
    @Nullable ObjectNode found =
        path.startsWith("/payments/find/")
            ? payments.values().stream()
                .filter(it -> it.path("merchant_uid").asString("").equals(last))
                .findFirst()
                .orElse(null)
            : payments.get(last);
    if (found == null) {
      send(exchange, 404, -1, "존재하지 않는 결제정보입니다.", null);
    } else {
      send(exchange, 200, 0, null, found);
    }
  }

  private void cancel(HttpExchange exchange, JsonNode body) throws IOException {
    cancels.add(body);
    ObjectNode payment = Objects.requireNonNull(payments.get(body.path("imp_uid").asString("")));
    long cancelled = payment.path("cancel_amount").asLong(0) + body.path("amount").asLong(0);
    if (cancelled > payment.path("amount").asLong(0)) {
      send(exchange, 200, 1, "취소 가능한 금액을 초과하였습니다.", null);
      return;
    }
    // V1 says "cancelled" after a partial cancel too.
    payment.put("cancel_amount", cancelled).put("status", "cancelled");
    send(exchange, 200, 0, null, payment);
  }

  private static void send(
      HttpExchange exchange,
      int status,
      int code,
      @Nullable String message,
      @Nullable Object response)
      throws IOException {
    ObjectNode envelope =
        ShopJson.MAPPER.createObjectNode().put("code", code).put("message", message);
    envelope.set("response", ShopJson.MAPPER.valueToTree(response));
    byte[] bytes = envelope.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
