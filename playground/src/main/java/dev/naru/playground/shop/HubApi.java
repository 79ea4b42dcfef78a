package dev.naru.playground.shop;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls the hub's REST API as a merchant's server does (spec/rest-api.md §1, §3). */
final class HubApi {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final URI hub;
  private final String key;
  private final String secret;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  HubApi(URI hub, String key, String secret) {
    this.hub = hub;
    this.key = key;
    this.secret = secret;
  }

  /** How the hub answered a call. */
  sealed interface HubAnswer {

    /** The call succeeded: {@code code} is 0, and this is its {@code response}. */
    record Said(JsonNode payment) implements HubAnswer {}

    /** The hub refused the call in a well-formed answer; this is its message. */
    record Refused(int status, String message) implements HubAnswer {}

    /** There is no reliable answer, so the caller must ask again later. */
    record NotReached(String reason) implements HubAnswer {}
  }

  HubAnswer payment(String impUid) {
    return withToken(request("/payments/" + encoded(impUid)).GET());
  }

  HubAnswer paymentOfOrder(String merchantUid) {
    return withToken(request("/payments/find/" + encoded(merchantUid)).GET());
  }

  /**
   * Cancels a payment.
   *
   * @param amount in won
   * @param checksum the amount that the shop believes can still be cancelled, in won
   * @param refundTo the {@code refund_*} fields, for money that came by deposit
   */
  HubAnswer cancel(
      String impUid, long amount, long checksum, String reason, Map<String, String> refundTo) {
    Map<String, Object> body = new HashMap<>(refundTo);
    body.putAll(
        Map.of("imp_uid", impUid, "amount", amount, "checksum", checksum, "reason", reason));
    return withToken(post("/payments/cancel", body));
  }

  private HubAnswer withToken(HttpRequest.Builder request) {
    HubAnswer token = send(post("/users/getToken", Map.of("imp_key", key, "imp_secret", secret)));
    return token instanceof HubAnswer.Said(JsonNode said)
        ? send(request.header("Authorization", said.path("access_token").asString("")))
        : token;
  }

  private HubAnswer send(HttpRequest.Builder request) {
    try {
      return read(http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return new HubAnswer.NotReached(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new HubAnswer.NotReached("stopped");
    }
  }

  private static HubAnswer read(HttpResponse<String> response) {
    int status = response.statusCode();
    try {
      JsonNode body = ShopJson.MAPPER.readTree(response.body());
      if (status == 200 && body.path("code").asInt(-1) == 0 && body.path("response").isObject()) {
        return new HubAnswer.Said(body.path("response"));
      }
      return status >= 500
          ? new HubAnswer.NotReached("HTTP " + status)
          : new HubAnswer.Refused(status, body.path("message").asString("HTTP " + status));
    } catch (JacksonException e) {
      return new HubAnswer.NotReached("HTTP " + status + ", no JSON");
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(hub + path));
  }

  private HttpRequest.Builder post(String path, Map<String, Object> body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(ShopJson.MAPPER.writeValueAsString(body)));
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
