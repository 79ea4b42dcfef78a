package dev.naru.pg.mobilians.emulator;

import dev.naru.pg.mobilians.emulator.wire.Hmac;
import dev.naru.pg.mobilians.emulator.wire.TestMerchants;
import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.TestHttp;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant of KG Mobilians: the calls of its server, and its buyer's steps. */
final class Shop {

  static final String GENERAL = "170622040674";
  static final String BILLING = "170622040675";
  static final String V2 = "170622040676";
  static final String OK_URL = "https://hub.example.test/mob/ok";
  static final String API = "/test.mobilians.co.kr/MUP/api/";

  static final Map<String, String> BUYER =
      Map.of(
          "carrier",
          "SKT",
          "phone",
          "010-1234-5678",
          "birth",
          "123456",
          "digit",
          "1",
          "agree1",
          "Y",
          "agree2",
          "Y",
          "agree3",
          "Y");

  private static final AtomicLong ORDERS = new AtomicLong();

  private Shop() {}

  static String newOrder() {
    return "imp_" + String.format("%012d", ORDERS.incrementAndGet());
  }

  /** A registration under the general contract, which a test may change. */
  static Map<String, Object> order(String cash, String tradeId, long amount) {
    var f = new LinkedHashMap<String, Object>();
    f.put("sid", GENERAL);
    f.put("cash_code", cash);
    f.put("product_name", "나루 티셔츠");
    f.put("trade_id", tradeId);
    f.put("site_url", "shop.example");
    f.put("ok_url", OK_URL);
    f.put("amount", Map.of("total", amount));
    f.put("hybrid_pay", "Y");
    f.put("call_type", "P");
    f.put("mstr", "merchant_uid=order-" + tradeId);
    f.put("pay_options", new LinkedHashMap<>());
    return f;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> options(Map<String, Object> order) {
    return (Map<String, Object>) Objects.requireNonNull(order.get("pay_options"));
  }

  static JsonNode call(String path, Map<String, ?> body) {
    return TestHttp.json(lost(path, body));
  }

  static HttpResponse<byte[]> lost(String path, Map<String, ?> body) {
    return TestHttp.postJson(API + path, JsonMapper.shared().writeValueAsString(body));
  }

  static JsonNode register(Map<String, Object> order) {
    return call("registration", order);
  }

  /** Opens a window; the path of its first page. */
  static String open(Map<String, Object> order) {
    JsonNode registered = register(order);
    return TestHttp.location(TestHttp.get(registered.get("pay_url").asString()));
  }

  /** Authenticates by phone as a buyer; the fields that the browser posts at the end. */
  static Map<String, String> authenticatePhone(Map<String, Object> order) {
    return authenticatePhone(order, BUYER);
  }

  static Map<String, String> authenticatePhone(
      Map<String, Object> order, Map<String, String> buyer) {
    String window = open(order);
    HttpResponse<byte[]> first = TestHttp.form(window + "/next", buyer);
    return first.statusCode() == 303
        ? TestHttp.hidden(TestHttp.form(window + "/pay", Map.of("code", "123456")))
        : TestHttp.hidden(first);
  }

  static Map<String, String> authenticateCard(Map<String, Object> order, String number) {
    String window = open(order);
    TestHttp.form(
        window + "/next",
        Map.of("card", "SHN", "months", "0", "agree1", "Y", "agree2", "Y", "agree3", "Y"));
    return TestHttp.hidden(TestHttp.form(window + "/pay", Map.of("cardNumber", number)));
  }

  static Map<String, String> approval(Map<String, String> result) {
    var f = new LinkedHashMap<String, String>();
    for (String name : new String[] {"sid", "tid", "cash_code", "pay_token", "amount"}) {
      f.put(name, result.getOrDefault(name, ""));
    }
    if (result.containsKey("mc_user_key")) {
      f.put("mc_user_key", result.getOrDefault("mc_user_key", ""));
    }
    for (String name : new String[] {"ra_reference_key", "va_reference_key"}) {
      if (result.containsKey(name)) {
        f.put("reference_key", result.getOrDefault(name, ""));
      }
    }
    return f;
  }

  static JsonNode approve(Map<String, String> result) {
    return call("approval", approval(result));
  }

  /** Charges a phone; the approval's answer. */
  static JsonNode payByPhone(Map<String, Object> order) {
    return approve(authenticatePhone(order));
  }

  static JsonNode payByCard(Map<String, Object> order) {
    return approve(authenticateCard(order, "1234-1234-1234-1234"));
  }

  static Map<String, String> cancellation(JsonNode paid, String amount, boolean partial) {
    var f = new LinkedHashMap<String, String>();
    for (String name : new String[] {"sid", "trade_id", "cash_code", "pay_token"}) {
      f.put(name, paid.get(name).asString());
    }
    f.put("amount", amount);
    f.put("cancel_type", "C");
    f.put("part_cancel", partial ? "Y" : "N");
    return signed(f);
  }

  static Map<String, String> signed(Map<String, String> f) {
    f.put(
        "hmac",
        Hmac.ofCancel(
            TestMerchants.SKEY,
            f.getOrDefault("sid", ""),
            f.getOrDefault("trade_id", ""),
            f.getOrDefault("pay_token", ""),
            f.getOrDefault("amount", "")));
    return f;
  }

  static String cancel(JsonNode paid, long amount, boolean partial) {
    return code(call("cancellation", cancellation(paid, Long.toString(amount), partial)));
  }

  /** The book's lines of an order as {@code pg amount-cancelled status payMethod}. */
  static List<String> book(String tradeId) {
    return ControlCalls.book(tradeId).stream()
        .map(line ->
            line.get("pg").asString()
                + " "
                + ControlCalls.summary(line)
                + " "
                + line.get("pay_method").asString())
        .toList();
  }

  static String code(JsonNode answer) {
    return answer.get("code").asString();
  }
}
