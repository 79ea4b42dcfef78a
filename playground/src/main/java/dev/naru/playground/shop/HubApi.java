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

/** The calls of the hub's REST API that a merchant's server makes (spec/rest-api.md §1, §3). */
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

  /** What the hub said. */
  sealed interface Answer {

    /** {@code code} 0, with its {@code response}. */
    record Said(JsonNode payment) implements Answer {}

    /** A well-formed no, with the hub's own message. */
    record Refused(int status, String message) implements Answer {}

    /** Nothing that can be relied on; ask again later. */
    record NotReached(String reason) implements Answer {}
  }

  Answer payment(String impUid) {
    return withToken(request("/payments/" + encoded(impUid)).GET());
  }

  Answer paymentOfOrder(String merchantUid) {
    return withToken(request("/payments/find/" + encoded(merchantUid)).GET());
  }

  /**
   * @param amount won
   * @param checksum what is left to cancel as the shop believes
   * @param refundTo further fields: where money that came by deposit goes
   */
  Answer cancel(
      String impUid, long amount, long checksum, String reason, Map<String, String> refundTo) {
    Map<String, Object> body = new HashMap<>(refundTo);
    body.putAll(
        Map.of("imp_uid", impUid, "amount", amount, "checksum", checksum, "reason", reason));
    return withToken(post("/payments/cancel", body));
  }

  private Answer withToken(HttpRequest.Builder request) {
    Answer token = send(post("/users/getToken", Map.of("imp_key", key, "imp_secret", secret)));
    return token instanceof Answer.Said(JsonNode said)
        ? send(request.header("Authorization", said.path("access_token").asString("")))
        : token;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return read(http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return new Answer.NotReached(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.NotReached("stopped");
    }
  }

  private static Answer read(HttpResponse<String> response) {
    int status = response.statusCode();
    try {
      JsonNode body = Json.MAPPER.readTree(response.body());
      if (status == 200 && body.path("code").asInt(-1) == 0 && body.path("response").isObject()) {
        return new Answer.Said(body.path("response"));
      }
      return status >= 500
          ? new Answer.NotReached("HTTP " + status)
          : new Answer.Refused(status, body.path("message").asString("HTTP " + status));
    } catch (JacksonException e) {
      return new Answer.NotReached("HTTP " + status + ", no JSON");
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(hub + path));
  }

  private HttpRequest.Builder post(String path, Map<String, Object> body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)));
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
