package dev.naru.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A merchant's server: it knows its key and secret and the REST API, nothing else. */
record Merchant(Naru naru, String userCode, String key, String secret) {

  static Merchant demo(Naru naru) {
    return new Merchant(naru, "imp00000000", "naru_demo_key", "naru_demo_secret");
  }

  /** A merchant of its own, so that tests don't meet in one book page. */
  static Merchant fresh(Naru naru, Map<String, String> channel) {
    return fresh(naru, List.of(channel));
  }

  /** The first channel is the default one. */
  static Merchant fresh(Naru naru, List<Map<String, String>> channels) {
    JsonNode made = naru.control("/control/merchants", Map.of("channels", channels)).json();
    return new Merchant(
        naru,
        made.path("user_code").asString(),
        made.path("key").asString(),
        made.path("secret").asString());
  }

  /** The same merchant at a naru that was started again. */
  Merchant at(Naru next) {
    return new Merchant(next, userCode, key, secret);
  }

  String token() {
    return Http.json(
            "POST", naru.hub("/users/getToken"), Map.of("imp_key", key, "imp_secret", secret))
        .json()
        .path("response")
        .path("access_token")
        .asString();
  }

  /** The payment, as {@code GET /payments/{imp_uid}} tells it. */
  JsonNode payment(String impUid) {
    return Http.get(naru.hub("/payments/" + impUid), "Authorization", token())
        .json()
        .path("response");
  }

  /** The newest payment of an order; missing when there is none. */
  JsonNode paymentOfOrder(String merchantUid) {
    return get("/payments/find/" + merchantUid).json().path("response");
  }

  String statusOf(String impUid) {
    return payment(impUid).path("status").asString();
  }

  Http.Answer post(String path, Map<String, ?> body) {
    return Http.json("POST", naru.hub(path), body, "Authorization", token());
  }

  Http.Answer get(String path) {
    return Http.get(naru.hub(path), "Authorization", token());
  }

  /** What the PG's book holds of one payment; the PG's order number is the imp_uid. */
  List<JsonNode> pgBook(String impUid) {
    List<JsonNode> lines = new ArrayList<>();
    naru.book()
        .forEach(
            line -> {
              if (line.path("order_id").asString().equals(impUid)) {
                lines.add(line);
              }
            });
    return lines;
  }
}
