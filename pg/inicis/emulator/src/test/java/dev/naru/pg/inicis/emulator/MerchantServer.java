package dev.naru.pg.inicis.emulator;

import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.sandbox.testkit.TestHttp;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** A merchant's server that charges without a window, by INIAPI v1. */
final class MerchantServer {

  static final String BILLING_MID = "INIBillTst";

  /** The card that i'mport's guides print; its expiry is in the past. */
  static final Map<String, String> GUIDES_CARD =
      Map.of("cardNumber", "1234123412341234", "cardExpire", "1901", "regNo", "123456");

  private static final String STAMP = "20260115103000";

  private final Merchant merchant;

  MerchantServer(String mid) {
    merchant = Merchant.of(mid).orElseThrow();
  }

  /** An order with all required fields. */
  static Map<String, String> order(String moid, long price) {
    var f = new LinkedHashMap<String, String>();
    f.put("url", "www.example.com");
    f.put("moid", moid);
    f.put("goodName", "정기구독");
    f.put("buyerName", "홍길동");
    f.put("buyerEmail", "buyer@example.com");
    f.put("buyerTel", "010-1234-5678");
    f.put("price", Long.toString(price));
    f.put("currency", "WON");
    f.put("cardQuota", "00");
    f.put("quotaInterest", "0");
    f.put("authentification", "00");
    return f;
  }

  /** The guides' card with another number. */
  static Map<String, String> card(String number) {
    var card = new LinkedHashMap<>(GUIDES_CARD);
    card.put("cardNumber", number.replace("-", ""));
    return card;
  }

  JsonNode keyIn(String moid, long price, Map<String, String> card) {
    return keyIn(order(moid, price), card);
  }

  JsonNode keyIn(Map<String, String> order, Map<String, String> card) {
    return call("formpay", "Pay", with(order, card), "cardNumber");
  }

  /** Charges the guides' card in a call of this time. */
  JsonNode keyInAt(String stamp, Map<String, String> order) {
    return call("formpay", "Pay", "Card", stamp, with(order, GUIDES_CARD), "cardNumber");
  }

  /** Issues a virtual account. */
  JsonNode account(String moid, long price, String bank, String day, String time) {
    var f = order(moid, price);
    f.put("bankCode", bank);
    f.put("dtInput", day);
    f.put("tmInput", time);
    f.put("nmInput", "홍길동");
    return call("formpay", "Pay", "Vacct", STAMP, f, "none");
  }

  /** Registers the address of deposit notices, as a merchant does in KG INICIS's admin. */
  HttpResponse<byte[]> registerNoticeUrl(String url) {
    return TestHttp.putJson(
        "/control/html5_inicis/notice_urls",
        "{\"mid\":\"%s\",\"url\":\"%s\"}".formatted(merchant.mid(), url));
  }

  JsonNode issue(String moid, Map<String, String> card) {
    return call("billing", "Auth", with(order(moid, 0), card), "cardNumber");
  }

  /** Issues a billing key for a card; the key. */
  String key(String moid, Map<String, String> card) {
    return issue(moid, card).path("billKey").asString("none");
  }

  JsonNode charge(String moid, long price, String key) {
    return charge(order(moid, price), key);
  }

  JsonNode charge(Map<String, String> order, String key) {
    var f = new LinkedHashMap<>(order);
    f.put("billKey", key);
    return call("billing", "Billing", f, "billKey");
  }

  private Map<String, String> with(Map<String, String> order, Map<String, String> card) {
    var f = new LinkedHashMap<>(order);
    card.forEach((name, value) -> f.put(name, seal(value)));
    return f;
  }

  JsonNode call(String service, String type, Map<String, String> own, String means) {
    return call(service, type, "Card", STAMP, own, means);
  }

  private JsonNode call(
      String service,
      String type,
      String method,
      String stamp,
      Map<String, String> own,
      String means) {
    var f = new LinkedHashMap<>(own);
    f.put("type", type);
    f.put("paymethod", method);
    f.put("timestamp", stamp);
    f.put("clientIp", "192.0.2.10");
    f.put("mid", merchant.mid());
    f.put(
        "hashData",
        Signatures.iniApiV1(
            merchant.iniApiKey(),
            type,
            method,
            stamp,
            "192.0.2.10",
            merchant.mid(),
            f.getOrDefault("moid", ""),
            f.getOrDefault("price", ""),
            f.getOrDefault(means, "")));
    return TestHttp.json(TestHttp.form("/stginiapi.inicis.com/api/v1/" + service, f));
  }

  /** Opens a virtual account; the fields besides those of an order. */
  JsonNode openAccount(Map<String, String> order, Map<String, String> account) {
    var f = new LinkedHashMap<>(order);
    f.putAll(account);
    return call("formpay", "Pay", "Vacct", STAMP, f, "");
  }

  /** Closes a virtual account without a deposit. */
  JsonNode closeAccount(String tid) {
    var f = new LinkedHashMap<String, String>();
    f.put("tid", tid);
    f.put("msg", "발급 취소");
    return call("refund", "Refund", "GVacct", STAMP, f, "tid");
  }

  /** Calls INIAPI v2. */
  JsonNode second(String service, String data) {
    String hash = Signatures.iniApiV2(merchant.iniApiKey(), merchant.mid(), service, STAMP, data);
    String body =
        "{\"mid\":\"%s\",\"type\":\"%s\",\"timestamp\":\"%s\",\"clientIp\":\"192.0.2.10\",\"data\":%s,\"hashData\":\"%s\"}"
            .formatted(merchant.mid(), service, STAMP, data, hash);
    return TestHttp.json(TestHttp.postJson("/stginiapi.inicis.com/v2/pg/" + service, body));
  }

  /** Encrypts a field, as the merchant does it (protocols/inicis.md §2.4). */
  String seal(String plain) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(merchant.iniApiKey().getBytes(StandardCharsets.US_ASCII), "AES"),
          new IvParameterSpec(merchant.iniApiIv().getBytes(StandardCharsets.US_ASCII)));
      return Base64.getEncoder()
          .encodeToString(cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
