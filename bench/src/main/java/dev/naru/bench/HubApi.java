package dev.naru.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the hub's REST API as a merchant's server does. Thread-safe. */
final class HubApi implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final Map<String, String> login;

  HubApi(URI base, String key, String secret) {
    this.base = base;
    this.login = Map.of("imp_key", key, "imp_secret", secret);
  }

  String token() {
    return send(request("/users/getToken", login, null)).path("access_token").asString();
  }

  void issueKey(String token, String customerKey) {
    Map<String, String> card =
        Map.of(
            "card_number", "1234-1234-1234-1234",
            "expiry", "2030-12",
            "birth", "820213",
            "pwd_2digit", "00");
    send(request("/subscribe/customers/" + customerKey, card, token));
  }

  /** Charges a key at once and returns the payment's {@code imp_uid}. */
  String again(String token, String customerKey, String orderNumber, long amount) {
    Map<String, Object> order =
        Map.of("customer_uid", customerKey, "merchant_uid", orderNumber, "amount", amount);
    JsonNode payment = send(request("/subscribe/payments/again", order, token));
    if (!payment.path("status").asString().equals("paid")) {
      throw new IllegalStateException("the first charge wasn't paid: " + payment);
    }
    return payment.path("imp_uid").asString();
  }

  void schedule(String token, String customerKey, List<Map<String, Object>> schedules) {
    Map<String, Object> body = Map.of("customer_uid", customerKey, "schedules", schedules);
    JsonNode entered = send(request("/subscribe/payments/schedule", body, token));
    if (entered.size() != schedules.size()) {
      throw new IllegalStateException("not all were entered: " + entered.size());
    }
  }

  void payment(String token, String paymentNumber) {
    send(request("/payments/" + paymentNumber, null, token));
  }

  void schedule(String token, String orderNumber) {
    send(request("/subscribe/payments/schedule/" + orderNumber, null, token));
  }

  private HttpRequest request(String path, @Nullable Object body, @Nullable String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    if (token != null) {
      request.header("Authorization", token);
    }
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)));
    }
    return request.build();
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      JsonNode body = JsonMapper.shared().readTree(answer.body());
      if (answer.statusCode() != 200 || body.path("code").asInt(-1) != 0) {
        throw new IllegalStateException(
            request.uri().getPath() + " answered " + answer.statusCode() + " " + body);
      }
      return body.path("response");
    } catch (IOException e) {
      throw new IllegalStateException(request.uri().getPath() + " wasn't answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
