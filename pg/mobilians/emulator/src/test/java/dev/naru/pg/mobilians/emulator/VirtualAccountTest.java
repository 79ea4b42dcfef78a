package dev.naru.pg.mobilians.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VirtualAccountTest {

  private static final Charset MS949 = Charset.forName("x-windows-949");

  private final String tradeId = Shop.newOrder();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private HttpServer merchant;

  @BeforeEach
  void listen() throws Exception {
    merchant = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    merchant.createContext(
        "/noti",
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
          exchange.sendResponseHeaders(200, 7);
          exchange.getResponseBody().write("SUCCESS".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    merchant.start();
  }

  @AfterEach
  void stop() {
    merchant.stop(0);
  }

  private JsonNode issue(String bank) {
    var order = Shop.order("VA", tradeId, 5_000);
    order.put("sid", Shop.V2);
    order.put("user_id", "gildong");
    order.put("noti_url", "http://localhost:" + merchant.getAddress().getPort() + "/noti");
    Shop.options(order).put("va_deposit_closure", Korea.dayAfter(Played.TIME.instant(), 3));
    Shop.options(order).put("va_account_closure", Korea.dayAfter(Played.TIME.instant(), 10));
    Map<String, String> result =
        Http.hidden(
            Http.form(
                Shop.open(order) + "/pay",
                Map.of(
                    "bank", bank, "holder", "홍길동", "agree1", "Y", "agree2", "Y", "agree3", "Y")));
    return Shop.approve(result);
  }

  private int deposit(long amount) {
    return Http.body(
            "/control/deposits",
            "{\"imp_uid\":\"" + tradeId + "\",\"amount\":" + amount + "}",
            "application/json")
        .statusCode();
  }

  @Test
  void an_account_waits_and_a_deposit_is_told_in_the_legacy_names() throws Exception {
    JsonNode issued = issue("026");
    assertThat(issued.get("bank_code").asString()).isEqualTo("26");
    assertThat(issued.get("account_no").asString()).matches("\\d{14}");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians_v2 5000-0 waiting vbank");
    assertThat(deposit(4_999)).isEqualTo(400);

    assertThat(deposit(5_000)).isEqualTo(200);

    String body = told.poll(30, TimeUnit.SECONDS);
    var fields = new LinkedHashMap<String, String>();
    for (String pair : String.valueOf(body).split("&", -1)) {
      String[] parts = pair.split("=", -1);
      fields.put(parts[0], URLDecoder.decode(parts[1], MS949));
    }
    assertThat(body).contains("Prdtnm=%B3%AA%B7%E7%20");
    assertThat(fields)
        .containsEntry("Resultcd", "0000")
        .containsEntry("Prdtprice", "5000")
        .containsEntry("Prdtnm", "나루 티셔츠")
        .containsEntry("Userid", "gildong")
        .containsEntry("Name", "홍길동")
        .containsEntry("Accountno", issued.get("account_no").asString())
        .containsEntry("Bankcode", "26")
        .containsEntry("Mobilid", issued.get("pay_token").asString())
        .containsEntry("Tradeid", tradeId)
        .containsEntry("Svcid", Shop.V2)
        .hasEntrySatisfying("Rcptresultdt", at -> assertThat(at).matches("\\d{14}"));
    assertThat(Shop.book(tradeId)).containsExactly("mobilians_v2 5000-0 paid vbank");
    assertThat(deposit(5_000)).isEqualTo(404);
  }

  @Test
  void after_the_deadline_the_bank_takes_nothing() {
    issue("004");
    Played.TIME.advance(Duration.ofDays(4));
    assertThat(deposit(5_000)).isEqualTo(400);
    assertThat(told).isEmpty();
  }

  @Test
  void a_paid_account_is_refunded_to_a_bank_account_alone() {
    JsonNode issued = issue("004");
    assertThat(Shop.cancel(issued, 5_000, false)).isEqualTo("0041");
    deposit(5_000);
    assertThat(Shop.cancel(issued, 5_000, false)).isEqualTo("0097");
    var refund = Shop.cancellation(issued, "5000", false);
    refund.put("cancel_type", "R");
    assertThat(Shop.code(Shop.call("cancellation", refund))).isEqualTo("6101");
    refund.putAll(
        Map.of(
            "bank_code", "004", "account_no", "1", "account_name", "홍", "refund_amount", "5000"));
    assertThat(Shop.code(Shop.call("cancellation", refund))).isEqualTo("0000");
    assertThat(Shop.code(Shop.call("cancellation", refund))).isEqualTo("0087");
    assertThat(Shop.book(tradeId)).containsExactly("mobilians_v2 5000-5000 cancelled vbank");
  }

  @Test
  void an_unpaid_account_is_closed_but_not_at_every_bank() {
    JsonNode busan = issue("032");
    assertThat(expire(busan)).isEqualTo("0097");
    deposit(5_000);
    assertThat(expire(busan)).isEqualTo("0097");
  }

  @Test
  void a_closed_account_takes_no_money() {
    JsonNode issued = issue("004");
    assertThat(expire(issued)).isEqualTo("0000");
    assertThat(expire(issued)).isEqualTo("0044");
    assertThat(deposit(5_000)).isEqualTo(404);
    assertThat(Shop.book(tradeId)).containsExactly("mobilians_v2 5000-5000 cancelled vbank");
  }

  private static String expire(JsonNode issued) {
    return Shop.code(
        Shop.call(
            "account-expire",
            Map.of(
                "sid",
                Shop.V2,
                "trade_id",
                issued.get("trade_id").asString(),
                "pay_token",
                issued.get("pay_token").asString(),
                "amount",
                "5000")));
  }
}
