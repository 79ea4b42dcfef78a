package dev.naru.hub.v1;

import static dev.naru.hub.v1.FakeHub.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.PaymentState;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tests the look-up of payments (spec/rest-api.md §4.3.1-4.3.3). */
class PaymentsTest extends OnTheWire {

  @Test
  void a_paid_card_payment_has_all_keys_in_order() {
    put(paid("imp_448280090638", "order-1"));
    var reply = wire.get("/payments/imp_448280090638");
    assertThat(reply.body())
        .isEqualTo(
            """
            {"code":0,"message":null,"response":{"amount":64900,"apply_num":"12345678",\
            "bank_code":null,"bank_name":null,"buyer_addr":null,"buyer_email":"gildong@gmail.com",\
            "buyer_name":"홍길동","buyer_postcode":null,"buyer_tel":"010-4242-4242",\
            "cancel_amount":0,"cancel_history":[],"cancel_reason":null,"cancel_receipt_urls":[],\
            "cancelled_at":0,"card_code":"366","card_issuer_code":null,"card_issuer_name":null,\
            "card_name":"신한카드","card_number":"123456******3456","card_publisher_code":null,\
            "card_publisher_name":null,"card_quota":3,"card_type":0,"cash_receipt_issued":false,\
            "channel":"pc","currency":"KRW","custom_data":"{\\"a\\":1}","customer_uid":null,\
            "customer_uid_usage":null,"deposit_history":[],"emb_pg_provider":null,"escrow":false,\
            "fail_reason":null,"failed_at":0,"imp_uid":"imp_448280090638",\
            "merchant_uid":"order-1","name":"노르웨이 회전 의자","paid_at":1795219260,\
            "pay_method":"card","pg_id":"INIpayTest","pg_provider":"html5_inicis",\
            "pg_tid":"StdpayCARDINIpayTest20261121","promotion":null,"receipt_url":null,\
            "sandbox":true,"started_at":1795219200,"status":"paid","user_agent":null,\
            "vbank_code":null,"vbank_date":0,"vbank_holder":null,"vbank_issued_at":0,\
            "vbank_name":null,"vbank_num":null}}\
            """);
    EnvelopeTest.assertEnvelope(reply);
    List<String> keys = List.copyOf(reply.response().propertyNames());
    assertThat(keys).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void a_payment_that_is_being_approved_is_ready_with_everything_unset() {
    put(payment("imp_1", "order-1", PaymentState.APPROVING, NOW, null));
    JsonNode payment = wire.get("/payments/imp_1/").response();
    assertThat(payment.get("status").asString()).isEqualTo("ready");
    assertThat(payment.get("pg_tid").isNull()).isTrue();
    assertThat(payment.get("apply_num").asString()).isEmpty();
    assertThat(payment.get("paid_at").asInt(-1)).isZero();
    assertThat(payment.get("card_quota").asInt(-1)).isZero();
    assertThat(payment.get("card_type").isNull()).isTrue();
  }

  @Test
  void a_failed_payment_says_why() {
    put(payment("imp_1", "order-1", PaymentState.FAILED, NOW, null));
    JsonNode payment = wire.get("/payments/imp_1").response();
    assertThat(payment.get("status").asString()).isEqualTo("failed");
    assertThat(payment.get("fail_reason").asString()).isEqualTo("한도초과");
    assertThat(payment.get("failed_at").asLong()).isEqualTo(NOW.getEpochSecond() + 60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"imp_0", "find", "%20", "imp_1;x=y", "%ED%95%9C%EA%B8%80"})
  @Tag("G31")
  void what_is_nobodys_and_what_is_somebody_elses_look_the_same(String unknown) {
    put(paid("imp_theirs", "order-1"));
    var theirs =
        wire.send(
            wire.request("/payments/imp_theirs").header("Authorization", FakeHub.OTHER_TOKEN));
    var nobodys = wire.get("/payments/" + unknown);
    assertThat(nobodys.status()).isEqualTo(404);
    assertThat(nobodys.body())
        .isEqualTo("{\"code\":-1,\"message\":\"존재하지 않는 결제정보입니다.\",\"response\":null}")
        .isEqualTo(theirs.body());
    for (String path :
        List.of(
            "/payments/find/order-1",
            "/payments?imp_uid[]=imp_theirs".replace("[]", "%5B%5D"),
            "/payments?merchant_uid=order-1")) {
      var reply = wire.send(wire.request(path).header("Authorization", FakeHub.OTHER_TOKEN));
      assertThat(reply.body()).as(path).isEqualTo(theirs.body());
    }
  }

  @Test
  void sandbox_payments_hide_only_when_the_merchant_wants_it() {
    put(paid("imp_1", "order-1"));
    assertThat(wire.get("/payments/imp_1?include_sandbox=false").status()).isEqualTo(200);
    hub.settings.put(Setting.COMPAT_HIDE_SANDBOX_PAYMENTS, "true");
    assertThat(wire.get("/payments/imp_1").status()).isEqualTo(404);
    assertThat(wire.get("/payments/imp_1?include_sandbox=false").status()).isEqualTo(404);
    assertThat(wire.get("/payments/imp_1?include_sandbox=true").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/payments?imp_uid[]=imp_1&merchant_uid[]=order-2",
        "/payments/?imp_uid[0]=imp_1&merchant_uid[0]=order-2",
        "/payments?imp_uid%5B%5D=imp_1&merchant_uid%5B%5D=order-2",
        "/payments?imp_uid=imp_1&imp_uid=imp_2&imp_uid=imp_1",
        "/payments?imp_uid[]=imp_1&imp_uid[]=imp_2",
        "/payments?imp_uid[0]=imp_1&imp_uid[1]=imp_2&unknown[x][]=1",
      })
  void several_are_found_however_the_list_is_written(String path) throws IOException {
    put(paid("imp_1", "order-1"));
    put(paid("imp_2", "order-2"));
    String answer = rawGet(path);
    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(answer.indexOf("\"imp_uid\":\"imp_1\""))
        .isPositive()
        .isLessThan(answer.indexOf("\"imp_uid\":\"imp_2\""));
    assertThat(answer.split("\"imp_uid\"")).hasSize(3);
  }

  @Test
  void several_of_which_some_are_missing_is_207() {
    put(paid("imp_1", "order-1"));
    var reply = wire.get("/payments?imp_uid=imp_1&imp_uid=imp_none");
    assertThat(reply.status()).isEqualTo(207);
    assertThat(reply.code()).isZero();
    assertThat(reply.json().get("message").isNull()).isTrue();
    assertThat(reply.response()).hasSize(1);
  }

  @Test
  void several_take_the_newest_of_an_order_once() {
    put(ready("imp_old", "order-1", NOW.minusSeconds(9)));
    put(ready("imp_new", "order-1", NOW));
    var reply = wire.get("/payments?imp_uid=imp_new&merchant_uid=order-1");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.response()).hasSize(1);
    assertThat(reply.response().get(0).get("imp_uid").asString()).isEqualTo("imp_new");
  }

  @Test
  void several_are_at_least_one_and_at_most_100() {
    put(paid("imp_1", "order-1"));
    assertThat(wire.get("/payments").status()).isEqualTo(400);
    assertThat(wire.get("/payments?imp_uid=&merchant_uid=").status()).isEqualTo(400);
    assertThat(wire.get("/payments?imp_uid=imp_none").status()).isEqualTo(404);
    assertThat(wire.get("/payments?" + keys(100)).status()).isEqualTo(200);
    assertThat(wire.get("/payments?" + keys(101)).status()).isEqualTo(400);
  }

  private static String keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> "imp_uid=imp_1")
        .collect(Collectors.joining("&"));
  }

  @Test
  void a_get_may_bring_its_parameters_in_a_body() {
    put(paid("imp_1", "order-1"));
    var request =
        wire.request("/payments")
            .header("Authorization", FakeHub.TOKEN)
            .header("Content-Type", Wire.JSON)
            .method("GET", BodyPublishers.ofString("{\"imp_uid\":[\"imp_1\"],\"x\":{}}"));
    assertThat(wire.send(request).status()).isEqualTo(200);
    var both =
        wire.request("/payments?imp_uid=imp_none")
            .header("Authorization", FakeHub.TOKEN)
            .method("GET", BodyPublishers.ofString("{\"imp_uid\":[\"imp_1\"]}"));
    assertThat(wire.send(both).status()).isEqualTo(404);
    var broken =
        wire.request("/payments?imp_uid=imp_1")
            .header("Authorization", FakeHub.TOKEN)
            .header("Content-Type", Wire.JSON)
            .method("GET", BodyPublishers.ofString("{broken"));
    assertThat(wire.send(broken).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order-1",
        "주문_2026.11:21",
        "a/b",
        "100%",
        "a+b c",
        "%2F",
        "a;b=c",
        "[]{}|\\^`\"<>",
        "a..b",
        "?x=1&y#z",
        "🍊",
      })
  void an_order_is_found_by_every_printable_name(String orderNumber) {
    put(paid("imp_1", orderNumber));
    String encoded =
        URLEncoder.encode(orderNumber, StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("..", "%2E%2E");
    for (String tail : List.of("", "/", "/paid", "/paid/", "/all", "?sorting=-paid")) {
      var reply = wire.get("/payments/find/" + encoded + tail);
      assertThat(reply.status()).as(tail).isEqualTo(200);
      assertThat(reply.response().get("merchant_uid").asString()).isEqualTo(orderNumber);
    }
  }

  @Test
  void an_unencoded_korean_order_is_found_too() throws IOException {
    put(paid("imp_1", "주문"));
    String rawBytes =
        new String(
            "/payments/find/주문".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(rawGet(rawBytes)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource({
    "/payments/find/order-1, imp_3",
    "/payments/find/order-1?sorting=, imp_3",
    "/payments/find/order-1?sorting=started, imp_1",
    "/payments/find/order-1/ready, imp_3",
    "/payments/find/order-1/failed, imp_2",
    "/payments/find/order-1/all?sorting=-started, imp_3",
  })
  void of_several_attempts_the_sorting_chooses(String path, String paymentNumber) {
    put(ready("imp_1", "order-1", NOW.minusSeconds(9)));
    put(payment("imp_2", "order-1", PaymentState.FAILED, NOW.minusSeconds(8), null));
    put(payment("imp_3", "order-1", PaymentState.APPROVING, NOW.minusSeconds(7), null));
    assertThat(wire.get(path).response().get("imp_uid").asString()).isEqualTo(paymentNumber);
  }

  @Test
  void what_cannot_be_found_says_why() {
    put(paid("imp_1", "order-1"));
    assertRefusal("/payments/find/order-1/started", 400, "지원되지 않는 상태값입니다.");
    assertRefusal("/payments/find/order-1?sorting=name", 400, "지원되지 않는 정렬규칙입니다.");
    assertRefusal("/payments/find/order-1/failed", 404, "존재하지 않는 결제정보입니다.");
    assertRefusal("/payments/find/a%00b", 400, "요청 형식이 올바르지 않습니다.");
    assertRefusal("/payments/find/%EB", 400, "요청 형식이 올바르지 않습니다.");
  }

  private void assertRefusal(String path, int status, String text) {
    var reply = wire.get(path);
    assertThat(reply.status()).as(path).isEqualTo(status);
    assertThat(reply.message()).isEqualTo(text);
    EnvelopeTest.assertEnvelope(reply);
  }

  private String rawGet(String path) throws IOException {
    return wire.raw(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
            + FakeHub.TOKEN
            + "\r\n\r\n");
  }

  @Test
  void many_parameters_are_not_endless() {
    String many = String.join("&", Collections.nCopies(10_001, "a"));
    assertThat(wire.post("/payments/cancel", Wire.FORM, many).status()).isEqualTo(400);
  }
}
