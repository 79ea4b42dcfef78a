package dev.naru.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A merchant's server, which knows its key, its secret and the REST API only. */
record Merchant(Naru naru, String userCode, String key, String secret) {

  static Merchant demo(Naru naru) {
    return new Merchant(naru, "imp00000000", "naru_demo_key", "naru_demo_secret");
  }

  /** Creates a merchant for one test, so that tests don't share payments. */
  static Merchant fresh(Naru naru, Map<String, String> channel) {
    return fresh(naru, List.of(channel));
  }

  /** Creates a merchant; the first channel is the default one. */
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

  /** The payment that {@code GET /payments/{imp_uid}} answers. */
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

  /** The lines of the PG's book about one payment; the PG's order number is the {@code imp_uid}. */
  List<JsonNode> pgBook(String impUid) {
    List<JsonNode> lines = new ArrayList<>();
    naru.book()
        .forEach(line -> {
          if (line.path("order_id").asString().equals(impUid)) {
            lines.add(line);
          }
        });
    return lines;
  }
}
