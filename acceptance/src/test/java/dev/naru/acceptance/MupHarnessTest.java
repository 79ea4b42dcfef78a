package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The sixteen cases of KG Mobilians' own test program for MUP, registration to approval, with the
 * fields that it sends and the checks that it makes; cards go to the live host, as its do. A test
 * merchant of the sandbox takes the place of KG's.
 */
class MupHarnessTest extends Journey {

  private static final String SID = "170622040674";
  private static final String SKEY = "0123456789abcdef0123456789abcdef";

  private final PgClient pg = new PgClient(naru.ports().tls(), OneWorld.homePath().resolve("tls"));
  private final BlockingQueue<Map<String, String>> notices = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "MC-01 | P | N | -    | {\"total\":1000} | -",
        "MC-02 | P | N | noti | {\"total\":1000} | -",
        "MC-03 | P | Y | -    | {\"total\":1000} | -",
        "MC-04 | P | Y | noti | {\"total\":1000} | -",
        "MC-05 | S | N | -    | {\"total\":1000} | -",
        "MC-06 | I | N | -    | {\"total\":1000} | -",
        "CN-01 | P | N | -    | {\"total\":1000} | -",
        "CN-02 | P | N | noti | {\"total\":1000} | -",
        "CN-03 | P | Y | -    | {\"total\":1000} | -",
        "CN-04 | P | Y | noti | {\"total\":1000} | -",
        "CN-05 | S | N | -    | {\"total\":1000} | -",
        "CN-06 | I | N | -    | {\"total\":1000} | -",
        "CN-07 | P | N | -    | {\"total\":50000} | {\"cn_installment\":\"03\"}",
        "CN-08 | P | N | -    | {\"total\":1000} | {\"cn_fix_card\":\"SHN\"}",
        "CN-09 | P | N | -    | {\"total\":1000,\"tax_free\":1000} | {\"cn_bill_type\":\"10\"}",
        "CN-10 | P | N | -    | {\"total\":1000,\"supply_value\":455,\"tax\":45,\"tax_free\":500} | {\"cn_bill_type\":\"20\"}"
      })
  void each_case_is_paid(
      String caseId, String callType, String hybrid, String noti, String amount, String options)
      throws Exception {
    String cash = caseId.substring(0, 2);
    String host =
        cash.equals("CN") ? "https://mup.mobilians.co.kr" : "https://test.mobilians.co.kr";
    String tradeId = "TEST_" + caseId + "_" + newOrder().replace("order_", "");
    String okUrl = "http://localhost:3100/callback/ok/" + tradeId;
    HttpServer receiver = receiver();
    try {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("sid", SID);
      body.put("cash_code", cash);
      body.put("product_name", "[TEST] " + caseId + " 결제");
      body.put("trade_id", tradeId);
      body.put("site_url", "test.mobilians.co.kr");
      body.put("ok_url", okUrl);
      body.put("amount", Http.JSON.readTree(amount));
      body.put("call_type", callType);
      body.put("hybrid_pay", hybrid);
      if (noti != null) {
        body.put("noti_url", "http://localhost:" + receiver.getAddress().getPort() + "/noti");
      }
      if (!callType.equals("P")) {
        body.put("close_url", "http://localhost:3100/callback/close/" + tradeId);
      }
      if (options != null) {
        body.put("pay_options", Http.JSON.readTree(options));
      }
      JsonNode registered =
          pg.json(host + "/MUP/api/registration", Http.JSON.writeValueAsString(body)).json();
      assertThat(registered.path("code").asString()).as("%s", registered).isEqualTo("0000");
      assertThat(registered.path("pay_url").asString())
          .startsWith(host + "/MUP/api/payment.mcash?tid=");

      long total = Http.JSON.readTree(amount).path("total").asLong();
      Map<String, String> ok = pays(cash, registered.path("pay_url").asString(), options);
      assertThat(ok).containsEntry("code", "0000").containsEntry("trade_id", tradeId);
      String hmac = hmac(total + okUrl + tradeId + registered.path("time_stamp").asString());
      assertThat(ok).containsEntry("hmac", hmac);
      if (noti != null && hybrid.equals("N")) {
        Map<String, String> told = notices.poll(30, TimeUnit.SECONDS);
        assertThat(told).isNotNull().containsEntry("code", "0000").containsEntry("hmac", hmac);
      }
      if (hybrid.equals("Y")) {
        JsonNode approved = approves(host, cash, registered, ok, total);
        assertThat(approved.path("code").asString()).as("%s", approved).isEqualTo("0000");
      }
      assertThat(
              naru.book()
                  .valueStream()
                  .filter(line -> line.path("order_id").asString().equals(tradeId)))
          .singleElement()
          .satisfies(line -> assertThat(line.path("amount").asLong()).isEqualTo(total));
    } finally {
      receiver.stop(0);
    }
  }

  private JsonNode approves(
      String host, String cash, JsonNode registered, Map<String, String> ok, long total) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("sid", SID);
    body.put("tid", registered.path("tid").asString());
    body.put("cash_code", cash);
    body.put("pay_token", ok.getOrDefault("pay_token", ""));
    body.put("amount", String.valueOf(total));
    if (cash.equals("MC")) {
      body.put("mc_user_key", ok.getOrDefault("mc_user_key", ""));
    }
    return pg.json(host + "/MUP/api/approval", Http.JSON.writeValueAsString(body)).json();
  }

  /** The fields that the browser posts to {@code ok_url} at the window's end. */
  private Map<String, String> pays(String cash, String payUrl, String options) {
    String window = pg.get(payUrl).location();
    if (cash.equals("MC")) {
      pg.form(
          window + "/next",
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
              "Y"));
      return pg.form(window + "/pay", Map.of("code", "123456")).hidden();
    }
    String months = options != null && options.contains("cn_installment") ? "3" : "0";
    pg.form(
        window + "/next",
        Map.of("card", "SHN", "months", months, "agree1", "Y", "agree2", "Y", "agree3", "Y"));
    return pg.form(window + "/pay", Map.of("cardNumber", Buyer.GOOD_CARD)).hidden();
  }

  private HttpServer receiver() throws java.io.IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/noti",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), PgClient.EUC_KR);
          Map<String, String> fields = new LinkedHashMap<>();
          for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], java.net.URLDecoder.decode(parts[1], PgClient.EUC_KR));
          }
          notices.add(fields);
          byte[] answer = "SUCCESS".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          try (exchange) {
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
    return server;
  }

  private static String hmac(String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SKEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
