package dev.naru.pg.inicis.emulator;

import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.TestHttp;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** The merchant INIpayTest: the forms and calls that its pages and its server send. */
final class Shop {

  static final String MID = "INIpayTest";
  static final String ORIGIN = "https://pay.example.com";
  static final String GOOD_CARD = "1234-1234-1234-1234";

  private static final AtomicLong ORDERS = new AtomicLong();
  private static final Merchant KEYS = Merchant.of(MID).orElseThrow();
  private static final String STAMP = "20260115103000";

  private Shop() {}

  /** A new order number. */
  static String newOrder() {
    return "imp_" + String.format("%012d", ORDERS.incrementAndGet());
  }

  /** The form of a PC window with right signatures. */
  static Map<String, String> pcForm(String oid, long price) {
    var f = new LinkedHashMap<String, String>();
    String timestamp = "1768440300123";
    String won = Long.toString(price);
    f.put("version", "1.0");
    f.put("mid", MID);
    f.put("oid", oid);
    f.put("price", won);
    f.put("timestamp", timestamp);
    f.put("use_chkfake", "Y");
    f.put("signature", Signatures.request(oid, won, timestamp));
    f.put("verification", Signatures.requestVerification(oid, won, KEYS.signKey(), timestamp));
    f.put("mKey", Signatures.mKey(KEYS.signKey()));
    f.put("currency", "WON");
    f.put("goodname", "나루 티셔츠");
    f.put("buyername", "홍길동");
    f.put("buyertel", "010-1234-5678");
    f.put("buyeremail", "buyer@example.com");
    f.put("returnUrl", ORIGIN + "/inicis/return/a1");
    f.put("closeUrl", ORIGIN + "/inicis/close");
    f.put("gopaymethod", "Card");
    f.put("acceptmethod", "centerCd(Y)");
    f.put("merchantData", "order%20" + oid);
    return f;
  }

  static HttpResponse<byte[]> openPc(Map<String, String> form) {
    return TestHttp.form("/stgstdpay.inicis.com/pay/window", form, "Origin", ORIGIN);
  }

  /** The form of a mobile window with right signatures. */
  static Map<String, String> mobileForm(String oid, long price) {
    var f = new LinkedHashMap<String, String>();
    String timestamp = "1768440300123";
    String won = Long.toString(price);
    f.put("P_INI_PAYMENT", "CARD");
    f.put("P_MID", MID);
    f.put("P_OID", oid);
    f.put("P_AMT", won);
    f.put("P_GOODS", "나루 티셔츠");
    f.put("P_UNAME", "홍길동");
    f.put("P_NEXT_URL", ORIGIN + "/inicis/next/a1");
    f.put("P_NOTI", "order%20" + oid);
    f.put("P_CHARSET", "utf8");
    f.put("P_TIMESTAMP", timestamp);
    f.put("P_CHKFAKE", Signatures.mobile(won, oid, timestamp, KEYS.hashKey()));
    f.put("P_RESERVED", "centerCd=Y&amt_hash=Y");
    return f;
  }

  static HttpResponse<byte[]> openMobile(Map<String, String> form) {
    return TestHttp.form("/stgmobile.inicis.com/smart/payment/", form, Reply.EUC_KR);
  }

  /** Goes through an opened window as a buyer; the fields that the browser posts at its end. */
  static Map<String, String> pay(HttpResponse<byte[]> opened, String cardCode, String number) {
    return pay(opened, cardCode, number, "0");
  }

  static Map<String, String> pay(
      HttpResponse<byte[]> opened, String cardCode, String number, String quota) {
    String window = TestHttp.location(opened);
    TestHttp.form(window + "/card", Map.of("card", cardCode, "quota", quota, "agree", "Y"));
    return TestHttp.hidden(TestHttp.form(window + "/pay", Map.of("cardNumber", number)));
  }

  /** The path of an opened window. */
  static String window(HttpResponse<byte[]> opened) {
    return TestHttp.location(opened);
  }

  /** Fills in a method's own form as a buyer; the fields that the browser posts at its end. */
  static Map<String, String> fillIn(HttpResponse<byte[]> opened, Map<String, String> entered) {
    var form = new LinkedHashMap<>(entered);
    form.put("agree", "Y");
    return TestHttp.hidden(TestHttp.form(window(opened) + "/form", form));
  }

  /** The form of a PC window for another method than a card. */
  static Map<String, String> pcForm(String oid, long price, String method, String options) {
    var form = pcForm(oid, price);
    form.put("gopaymethod", method);
    form.put("acceptmethod", options.isEmpty() ? "centerCd(Y)" : "centerCd(Y):" + options);
    return form;
  }

  /** The form of a mobile window for another method than a card. */
  static Map<String, String> mobileForm(String oid, long price, String method, String options) {
    var form = mobileForm(oid, price);
    form.put("P_INI_PAYMENT", method);
    form.put("P_RESERVED", form.get("P_RESERVED") + (options.isEmpty() ? "" : "&" + options));
    return form;
  }

  /** Approves on a phone; the answer's line. */
  static String approveMobile(String authTid) {
    return TestHttp.text(
        TestHttp.form(
            "/stgmobile.inicis.com/smart/payReq.ini", Map.of("P_MID", MID, "P_TID", authTid)));
  }

  /** The {@code pay_method}s of the book's lines of an order. */
  static List<String> bookMethods(String oid) {
    return ControlCalls.book(oid).stream().map(line -> line.get("pay_method").asString()).toList();
  }

  /** Authenticates on a PC as a buyer; the token. */
  static String authenticate(String oid, long price, String number) {
    return pay(openPc(pcForm(oid, price)), "14", number).getOrDefault("authToken", "none");
  }

  static Map<String, String> approval(String token, String timestamp) {
    var f = new LinkedHashMap<String, String>();
    f.put("mid", MID);
    f.put("authToken", token);
    f.put("timestamp", timestamp);
    f.put("signature", Signatures.approval(token, timestamp));
    f.put("verification", Signatures.approvalVerification(token, KEYS.signKey(), timestamp));
    f.put("charset", "UTF-8");
    f.put("format", "JSON");
    return f;
  }

  static JsonNode approve(String token) {
    return TestHttp.json(
        TestHttp.form("/stgstdpay.inicis.com/api/payAuth", approval(token, "1768440361456")));
  }

  static JsonNode netCancel(String token) {
    return TestHttp.json(
        TestHttp.form("/stgstdpay.inicis.com/api/netCancel", approval(token, "1768440361999")));
  }

  /** Charges a card on a PC; the charge's tid. */
  static String charge(String oid, long price) {
    return approve(authenticate(oid, price, GOOD_CARD)).get("tid").asString();
  }

  /**
   * Calls INIAPI v2.
   *
   * @param data the JSON text of {@code data}, as it is hashed and sent
   */
  static HttpResponse<byte[]> v2(String service, String data) {
    String type = service.replace("/vacct", "");
    String hash = Signatures.iniApiV2(KEYS.iniApiKey(), MID, type, STAMP, data);
    String body =
        """
        {"mid":"%s","type":"%s","timestamp":"%s","clientIp":"192.0.2.10","data":%s,"hashData":"%s"}\
        """
            .formatted(MID, type, STAMP, data, hash);
    return TestHttp.postJson("/stginiapi.inicis.com/v2/pg/" + service, body);
  }

  static JsonNode refund(String tid) {
    return TestHttp.json(v2("refund", "{\"tid\":\"" + tid + "\",\"msg\":\"고객 요청/전체취소\"}"));
  }

  static JsonNode partialRefund(String tid, long price, long confirmPrice) {
    return TestHttp.json(
        v2(
            "partialRefund",
            """
            {"tid":"%s","msg":"부분","price":"%d","confirmPrice":"%d","currency":"WON"}\
            """
                .formatted(tid, price, confirmPrice)));
  }

  static JsonNode inquiry(String name, String value) {
    return TestHttp.json(v2("inquiry", "{\"" + name + "\":\"" + value + "\"}"));
  }

  static JsonNode v1(String service, String hashed, Map<String, String> own) {
    var f = new LinkedHashMap<>(own);
    f.put("timestamp", STAMP);
    f.put("clientIp", "192.0.2.10");
    f.put("mid", MID);
    String head = own.getOrDefault("type", "") + own.getOrDefault("paymethod", "");
    f.put(
        "hashData", Signatures.iniApiV1(KEYS.iniApiKey(), head, STAMP, "192.0.2.10", MID, hashed));
    return TestHttp.json(TestHttp.form("/stginiapi.inicis.com/api/v1/" + service, f));
  }

  /** The book's lines of an order as {@code amount-cancelled status}. */
  static List<String> book(String oid) {
    return ControlCalls.book(oid).stream().map(ControlCalls::summary).toList();
  }

  /** A text of an answer; the whole answer when there is none, for the assertion's message. */
  static String text(JsonNode answer, String name) {
    return answer.path(name).asString("none: " + answer);
  }
}
