package dev.naru.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * What programs that others wrote for KG INICIS send, in their order and encodings, to the emulated
 * KG INICIS under its real host names: gnuboard5's shop (PC and phone), KG INICIS's JSP sample v2.2
 * and its newer one, and its PHP samples of INIAPI v1 and v2. What they compare is compared here.
 */
class InicisIntegrationsTest extends Journey {

  private static final String MID = "INIpayTest";
  private static final String SIGN_KEY = "SU5JTElURV9UUklQTEVERVNfS0VZU1RS";
  private static final String API_KEY = "ItEQKi3rY7uvDS8l";
  private static final String CLIENT_IP = "192.0.2.10";

  private final PgClient pg = new PgClient(naru.ports().tls(), OneWorld.homePath().resolve("tls"));
  private final String oid = newOrder().replace("order", "2026112801");

  // ---- gnuboard5, PC

  /**
   * gnuboard5's order form in a browser with KG INICIS's script, its server's approval, which wants
   * {@code authUrl} to be the address that it knows for the data centre, and its refunds.
   */
  @Test
  void gnuboard5_is_paid_on_a_pc_and_gives_back_a_part_and_the_rest() throws Exception {
    try (Receiver shopServer = new Receiver()) {
      Map<String, String> fields = new LinkedHashMap<>();
      long timestamp = timestamp();
      fields.put("good_mny", "14000");
      fields.put("version", "1.0");
      fields.put("mid", MID);
      fields.put("oid", oid);
      fields.put("goodname", "나루 티셔츠 외 1건");
      fields.put("price", "14000");
      fields.put("buyername", "홍길동");
      fields.put("buyeremail", "buyer@example.com");
      fields.put("parentemail", "");
      fields.put("buyertel", "010-1234-5678");
      fields.put("recvname", "홍길동");
      fields.put("recvtel", "010-1234-5678");
      fields.put("recvaddr", "서울시 강남구");
      fields.put("recvpostnum", "06000");
      fields.put("currency", "WON");
      fields.put("gopaymethod", "Card");
      fields.put("acceptmethod", "HPP(2):no_receipt:vbank(20991231):below1000:centerCd(Y)");
      fields.put("timestamp", String.valueOf(timestamp));
      fields.put("signature", signature(oid, 14_000, timestamp));
      fields.put("returnUrl", shopServer.url("/shop/inicis/inistdpay_return.php"));
      fields.put("mKey", PgClient.hex("SHA-256", SIGN_KEY));
      fields.put("charset", "UTF-8");
      fields.put("payViewType", "overlay");
      fields.put("closeUrl", shopServer.url("/shop/inicis/close.php"));
      fields.put("popupUrl", shopServer.url("/shop/inicis/popup.php"));
      shopServer.page =
          """
          <!doctype html><meta charset="utf-8"><title>shop</title>
          <script src="https://stgstdpay.inicis.com/stdjs/INIStdPay.js" charset="UTF-8"></script>
          <form name="forderform" id="forderform" method="post">%s</form>
          <button onclick="INIStdPay.pay('forderform')">pay</button>
          """
              .formatted(inputs(fields));

      Page page = chromium.behindProxy(naru.ports().tls());
      Tab.at(page, shopServer.url("/shop/orderform.php")).pressesPay();
      Buyer.inPopup(page).paysWith(Buyer.GOOD_CARD);
      Map<String, String> result = shopServer.next();

      assertThat(result).containsEntry("resultCode", "0000").containsEntry("mid", MID);
      assertThat(result).containsEntry("orderNumber", oid).containsEntry("idc_name", "stg");
      JsonNode approved = approvesAsGnuboard(result, timestamp);
      assertThat(approved.path("MOID").asString()).isEqualTo(oid);
      assertThat(approved.path("payMethod").asString()).isIn("Card", "VCard");
      assertThat(approved.path("applDate").asString() + approved.path("applTime").asString())
          .matches("\\d{14}");
      assertThat(approved.path("applNum").asString()).isNotEmpty();
      String tid = approved.path("tid").asString();

      String stgApi = "https://stginiapi.inicis.com/api/v1/refund";
      JsonNode part =
          refundsByV1(
              stgApi, "PartialRefund", tid, Map.of("price", "4000", "confirmPrice", "10000"));
      assertThat(part.path("resultCode").asString()).as("%s", part).isEqualTo("00");
      assertThat(part.path("prtcPrice").asString()).isEqualTo("4000");
      JsonNode rest =
          refundsByV1(stgApi, "PartialRefund", tid, Map.of("price", "10000", "confirmPrice", "0"));
      assertThat(rest.path("resultCode").asString()).as("%s", rest).isEqualTo("00");
      assertThat(cancelledOf(oid)).isEqualTo(14_000);
    }
  }

  private JsonNode approvesAsGnuboard(Map<String, String> result, long timestamp) {
    String known = "https://%sstdpay.inicis.com/api/payAuth".formatted(result.get("idc_name"));
    assertThat(result.get("authUrl")).isEqualTo(known);
    JsonNode approved = pg.form(known, authMap(MID, result, timestamp)).json();
    assertThat(approved.path("resultCode").asString()).as("%s", approved).isEqualTo("0000");
    String secured =
        "MOID=%s&mid=%s&tstamp=%s".formatted(approved.path("MOID").asString(), MID, timestamp);
    assertThat(approved.path("authSignature").asString())
        .isEqualTo(PgClient.hex("SHA-256", secured));
    return approved;
  }

  private static Map<String, String> authMap(
      String mid, Map<String, String> result, long timestamp) {
    String token = result.getOrDefault("authToken", "none");
    Map<String, String> map = new LinkedHashMap<>();
    map.put("mid", mid);
    map.put("authToken", token);
    map.put(
        "signature",
        PgClient.hex("SHA-256", "authToken=%s&timestamp=%s".formatted(token, timestamp)));
    map.put("timestamp", String.valueOf(timestamp));
    map.put("charset", "UTF-8");
    map.put("format", "JSON");
    return map;
  }

  /** It registers deliveries and cash receipts at the live host, also of test MIDs. */
  @Test
  void gnuboard5_registers_the_delivery_of_an_escrow_payment() {
    String mid = "iniescrow0";
    pays(mid, 14_000, "HPP(2):no_receipt:centerCd(Y):useescrow");
    String tid = tidOf(oid);
    String stamp = "20261128101010";
    Map<String, String> data = new LinkedHashMap<>();
    data.put("type", "Dlv");
    data.put("mid", mid);
    data.put("clientIp", CLIENT_IP);
    data.put("timestamp", stamp);
    data.put("tid", tid);
    data.put("oid", oid);
    data.put("price", "14000");
    data.put("report", "I");
    data.put("invoice", "634112345678");
    data.put("registName", "admin");
    data.put("exCode", "cjgls");
    data.put("exName", "CJ대한통운");
    data.put("charge", "SH");
    data.put("invoiceDay", "2026-11-28 10:10:10");
    data.put("sendName", "홍길동");
    data.put("sendTel", "02-1234-5678");
    data.put("sendPost", "06000");
    data.put("sendAddr1", "서울시 강남구");
    data.put("recvName", "홍길동");
    data.put("recvTel", "010-1234-5678");
    data.put("recvPost", "06000");
    data.put("recvAddr", "서울시 강남구");
    data.put(
        "hashData",
        PgClient.hex(
            "SHA-512", "yERbIlJ3NhTeObsADlv" + stamp + CLIENT_IP + mid + oid + tid + "14000"));
    JsonNode answer = pg.form("https://iniapi.inicis.com/api/v1/escrow", data).json();
    assertThat(answer.path("resultCode").asString()).as("%s", answer).isEqualTo("00");
    assertThat(answer.path("resultDate").asString()).matches("\\d{8}");
  }

  @Test
  void gnuboard5_issues_a_cash_receipt_without_a_currency() throws Exception {
    String stamp = "20261128101010";
    Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
    aes.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(API_KEY.getBytes(UTF_8), "AES"),
        new IvParameterSpec("HYb3yQ4f65QL89==".getBytes(UTF_8)));
    String number = Base64.getEncoder().encodeToString(aes.doFinal("01012345678".getBytes(UTF_8)));
    Map<String, String> data = new LinkedHashMap<>();
    data.put("type", "Issue");
    data.put("paymethod", "Receipt");
    data.put("timestamp", stamp);
    data.put("clientIp", CLIENT_IP);
    data.put("mid", MID);
    data.put("goodName", "나루 티셔츠");
    data.put("crPrice", "11000");
    data.put("supPrice", "10000");
    data.put("tax", "1000");
    data.put("srvcPrice", "0");
    data.put("buyerName", "홍길동");
    data.put("buyerEmail", "buyer@example.com");
    data.put("buyerTel", "010-1234-5678");
    data.put("regNum", number);
    data.put("useOpt", "1");
    data.put("compayNumber", "");
    data.put(
        "hashData",
        PgClient.hex(
            "SHA-512",
            API_KEY + "IssueReceipt" + stamp + CLIENT_IP + MID + "11000" + "10000" + "0" + number));
    JsonNode answer = pg.form("https://iniapi.inicis.com/api/v1/receipt", data).json();
    assertThat(answer.path("resultCode").asString()).as("%s", answer).isEqualTo("00");
    assertThat(answer.path("authNo").asString()).isNotEmpty();
  }

  // ---- gnuboard5, phone

  /** Its forms go to the live host by the method's path, also with a test MID, in EUC-KR. */
  @ParameterizedTest
  @CsvSource({"wcard, CARD", "bank, BANK", "vbank, VBANK", "mobile, MOBILE"})
  void gnuboard5_opens_a_window_on_a_phone_by_the_methods_path(String path, String type) {
    PgClient.Answer opened =
        opensOnPhone(path, "http://localhost/mobile/shop/inicis/pay_approval.php");
    assertThat(opened.raw().statusCode()).as(type).isEqualTo(303);
    String window = opened.location();
    assertThat(window).startsWith("https://mobile.inicis.com/");
    assertThat(pg.get(window).raw().statusCode()).isEqualTo(200);
  }

  /** It wants {@code P_REQ_URL} to be https, and its curl sends an array. */
  @Test
  void gnuboard5_is_paid_on_a_phone() {
    String window =
        opensOnPhone("wcard", "http://localhost/mobile/shop/inicis/pay_approval.php").location();
    Map<String, String> result = paysInWindow(window);
    assertThat(result).containsEntry("P_STATUS", "00").containsEntry("P_NOTI", oid);
    assertThat(result.get("P_REQ_URL")).isEqualTo("https://fcmobile.inicis.com/smart/payReq.ini");

    Map<String, String> call = new LinkedHashMap<>();
    call.put("P_MID", MID);
    call.put("P_TID", result.getOrDefault("P_TID", ""));
    Map<String, String> paid =
        parsed(pg.multipart(result.getOrDefault("P_REQ_URL", ""), call).text(PgClient.EUC_KR));

    assertThat(paid)
        .containsEntry("P_STATUS", "00")
        .containsEntry("P_TYPE", "CARD")
        .containsEntry("P_MID", MID)
        .containsEntry("P_OID", oid)
        .containsEntry("P_AMT", "14000")
        .containsEntry("P_UNAME", "홍길동")
        .containsKeys("P_TID", "P_AUTH_DT", "P_AUTH_NO", "P_FN_CD1", "P_RMESG1");
    assertThat(pgAmountOf(oid)).isEqualTo(14_000);
  }

  private PgClient.Answer opensOnPhone(String path, String nextUrl) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("P_OID", oid);
    form.put("P_GOODS", "나루 티셔츠 외 1건");
    form.put("P_AMT", "14000");
    form.put("P_UNAME", "홍길동");
    form.put("P_MOBILE", "010-1234-5678");
    form.put("P_EMAIL", "buyer@example.com");
    form.put("P_MID", MID);
    form.put("P_NEXT_URL", nextUrl);
    form.put("P_NOTI_URL", shop.url("/mobile/shop/inicis/settle_common.php"));
    form.put("P_RETURN_URL", "http://localhost/mobile/shop/inicis/pay_return.php?oid=" + oid);
    form.put("P_HPP_METHOD", "2");
    form.put("P_RESERVED", "bank_receipt=N&twotrs_isp=Y&block_isp=Y");
    form.put("DEF_RESERVED", "bank_receipt=N&twotrs_isp=Y&block_isp=Y");
    form.put("P_NOTI", oid);
    form.put("P_QUOTABASE", "01:02:03:04:05:06:07:08:09:10:11:12");
    form.put("P_SKIP_TERMS", "");
    form.put("good_mny", "14000");
    return pg.form("https://mobile.inicis.com/smart/" + path + "/", form, PgClient.EUC_KR);
  }

  // ---- KG INICIS's own samples

  /** v2.2 sends no verification; the newer sample asks for it and sends it. */
  @ParameterizedTest
  @CsvSource({"stdpay, fc, false", "stgstdpay, stg, false", "stgstdpay, stg, true"})
  void kg_inicis_own_jsp_samples_approve_and_undo(String host, String centre, boolean newer) {
    long timestamp = timestamp();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("version", "1.0");
    form.put("gopaymethod", "");
    form.put("mid", MID);
    form.put("oid", oid);
    form.put("price", "1000");
    form.put("timestamp", String.valueOf(timestamp));
    if (newer) {
      form.put("use_chkfake", "Y");
      form.put(
          "verification",
          PgClient.hex(
              "SHA-256",
              "oid=%s&price=1000&signKey=%s&timestamp=%s".formatted(oid, SIGN_KEY, timestamp)));
    }
    form.put("signature", signature(oid, 1_000, timestamp));
    form.put("mKey", PgClient.hex("SHA-256", SIGN_KEY));
    form.put("currency", "WON");
    form.put("goodname", "테스트상품");
    form.put("buyername", "테스터");
    form.put("buyertel", "01012345678");
    form.put("buyeremail", "test@test.com");
    form.put("returnUrl", "http://localhost/stdpay_jsp/INIstdpay_pc_return.jsp");
    form.put("closeUrl", "http://localhost/stdpay_jsp/close.jsp");
    form.put("acceptmethod", "HPP(1):below1000:centerCd(Y)");
    String window =
        pg.form(
                "https://%s.inicis.com/pay/window".formatted(host),
                form,
                UTF_8,
                "Origin",
                "http://localhost")
            .location();

    Map<String, String> result = paysInWindow(window);
    assertThat(result).containsEntry("resultCode", "0000").containsEntry("idc_name", centre);
    Map<String, String> call = authMap(MID, result, timestamp);
    if (newer) {
      call.put(
          "verification",
          PgClient.hex(
              "SHA-256",
              "authToken=%s&signKey=%s&timestamp=%s"
                  .formatted(result.get("authToken"), SIGN_KEY, timestamp)));
    }
    JsonNode approved = pg.form(result.getOrDefault("authUrl", ""), call).json();
    assertThat(approved.path("resultCode").asString()).as("%s", approved).isEqualTo("0000");
    assertThat(approved.path("TotPrice").asString()).isEqualTo("1000");
    JsonNode undone = pg.form(result.getOrDefault("netCancelUrl", ""), call).json();
    assertThat(undone.path("resultCode").asString()).as("%s", undone).isEqualTo("0000");
    assertThat(cancelledOf(oid)).isEqualTo(1_000);
  }

  @ParameterizedTest
  @CsvSource({"iniapi.inicis.com", "stginiapi.inicis.com"})
  void kg_inicis_own_php_samples_of_iniapi_v1_and_v2_give_back_and_look_up(String host) {
    String tid = charged();
    JsonNode v1 = refundsByV1("https://" + host + "/api/v1/refund", "Refund", tid, Map.of());
    assertThat(v1.path("resultCode").asString()).as("%s", v1).isEqualTo("00");
    assertThat(v1.path("cancelDate").asString()).matches("\\d{8}");
    assertThat(v1.path("cancelTime").asString()).matches("\\d{6}");

    JsonNode found = callsV2(host, "inquiry", "{\"tid\":\"%s\"}".formatted(tid));
    assertThat(found.path("resultCode").asString()).as("%s", found).isEqualTo("SUCCESS");
    assertThat(found.path("tid").asString()).isEqualTo(tid);
  }

  @Test
  void kg_inicis_own_php_sample_of_iniapi_v2_refunds_in_parts() {
    String tid = charged();
    JsonNode part =
        callsV2(
            "iniapi.inicis.com",
            "partialRefund",
            """
            {"tid":"%s","msg":"테스트취소","price":"400","confirmPrice":"600","currency":"WON","tax":"0","taxfree":"0"}\
            """
                .formatted(tid));
    assertThat(part.path("resultCode").asString()).as("%s", part).isEqualTo("00");
    assertThat(part.path("prtcRemains").asString()).isEqualTo("600");
    assertThat(cancelledOf(oid)).isEqualTo(400);
  }

  private JsonNode refundsByV1(String url, String type, String tid, Map<String, String> amounts) {
    String timestamp = "20261128101010";
    String price = amounts.getOrDefault("price", "");
    String confirm = amounts.getOrDefault("confirmPrice", "");
    Map<String, String> data = new LinkedHashMap<>();
    data.put("type", type);
    data.put("paymethod", "Card");
    data.put("timestamp", timestamp);
    data.put("clientIp", CLIENT_IP);
    data.put("mid", MID);
    data.put("tid", tid);
    if (!amounts.isEmpty()) {
      data.put("price", price);
      data.put("confirmPrice", confirm);
    }
    data.put("msg", "테스트 취소");
    data.put(
        "hashData",
        PgClient.hex(
            "SHA-512",
            API_KEY + type + "Card" + timestamp + CLIENT_IP + MID + tid + price + confirm));
    return pg.form(url, data).json();
  }

  private JsonNode callsV2(String host, String service, String data) {
    String timestamp = "20261128101010";
    String hash = PgClient.hex("SHA-512", API_KEY + MID + service + timestamp + data);
    return pg.json(
            "https://%s/v2/pg/%s".formatted(host, service),
            """
            {"mid":"%s","type":"%s","timestamp":"%s","clientIp":"%s","data":%s,"hashData":"%s"}\
            """
                .formatted(MID, service, timestamp, CLIENT_IP, data, hash))
        .json();
  }

  // ---- the buyer, the books

  /** Charges 1,000 won as the JSP sample does; the transaction's number. */
  private String charged() {
    pays(MID, 1_000, "below1000:centerCd(Y)");
    return tidOf(oid);
  }

  private String tidOf(String order) {
    return naru.book()
        .valueStream()
        .filter(line -> line.path("order_id").asString().equals(order))
        .findFirst()
        .orElseThrow()
        .path("tid")
        .asString();
  }

  private void pays(String mid, long price, String acceptmethod) {
    long timestamp = timestamp();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("version", "1.0");
    form.put("mid", mid);
    form.put("oid", oid);
    form.put("price", String.valueOf(price));
    form.put("timestamp", String.valueOf(timestamp));
    form.put("signature", signature(oid, price, timestamp));
    form.put("mKey", PgClient.hex("SHA-256", SIGN_KEY));
    form.put("currency", "WON");
    form.put("goodname", "테스트상품");
    form.put("buyername", "테스터");
    form.put("buyertel", "01012345678");
    form.put("buyeremail", "test@test.com");
    form.put("returnUrl", "http://localhost/return.jsp");
    form.put("closeUrl", "http://localhost/close.jsp");
    form.put("gopaymethod", "Card");
    form.put("acceptmethod", acceptmethod);
    Map<String, String> result =
        paysInWindow(
            pg.form(
                    "https://stdpay.inicis.com/pay/window",
                    form,
                    UTF_8,
                    "Origin",
                    "http://localhost")
                .location());
    pg.form(result.getOrDefault("authUrl", ""), authMap(mid, result, timestamp));
  }

  private Map<String, String> paysInWindow(String window) {
    pg.form(window + "/card", Map.of("card", "14", "quota", "0", "agree", "Y"));
    return pg.form(window + "/pay", Map.of("cardNumber", Buyer.GOOD_CARD)).hidden();
  }

  private long pgAmountOf(String order) {
    return ofBook(order, "amount");
  }

  private long cancelledOf(String order) {
    return ofBook(order, "cancelled_amount");
  }

  private long ofBook(String order, String field) {
    List<JsonNode> lines =
        naru.book()
            .valueStream()
            .filter(line -> line.path("order_id").asString().equals(order))
            .toList();
    assertThat(lines).hasSize(1);
    return lines.getFirst().path(field).asLong();
  }

  /** Its last digit chooses what {@code authSignature} covers: here order, MID and time. */
  private long timestamp() {
    return naru.now().toInstant().toEpochMilli() / 10 * 10 + 1;
  }

  private static String signature(String oid, long price, long timestamp) {
    return PgClient.hex("SHA-256", "oid=%s&price=%s&timestamp=%s".formatted(oid, price, timestamp));
  }

  private static Map<String, String> parsed(String answer) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : answer.split("&")) {
      int equals = pair.indexOf('=');
      fields.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return fields;
  }

  private static String inputs(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(field.getKey(), field.getValue()))
        .collect(Collectors.joining("\n"));
  }

  /** A shop's server: one page, and what is posted to it. */
  private static final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<Map<String, String>> posts = new LinkedBlockingQueue<>();
    private volatile String page = "";

    Receiver() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    String url(String path) {
      return "http://localhost:" + server.getAddress().getPort() + path;
    }

    Map<String, String> next() throws InterruptedException {
      Map<String, String> post = posts.poll(30, TimeUnit.SECONDS);
      assertThat(post).as("nothing was posted to returnUrl").isNotNull();
      return post;
    }

    private void answer(HttpExchange exchange) throws IOException {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      if (exchange.getRequestMethod().equals("POST")) {
        Map<String, String> fields = new LinkedHashMap<>();
        parsed(body).forEach((name, value) -> fields.put(name, URLDecoder.decode(value, UTF_8)));
        posts.add(fields);
      }
      byte[] html = page.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, html.length);
      try (exchange) {
        exchange.getResponseBody().write(html);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
