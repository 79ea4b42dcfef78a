package dev.naru.hub.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how the operations of other PGs are refused, and the code tables (spec/rest-api.md §5). */
class OtherPgsTest extends OnTheWire {

  private static final String OTHER_PG = "현재 지원되지 않는 PG사입니다.";
  private static final String NO_PAYMENT = "존재하지 않는 결제정보입니다.";

  @ParameterizedTest
  @CsvSource({
    "POST, /payments/imp_1/naver/cancel",
    "POST, /payments/imp_1/naver/approve-cancel",
    "POST, /payments/imp_1/naver/ship",
    "POST, /payments/imp_1/naver/ship-exchanged",
    "POST, /payments/imp_1/naver/collect-exchanged",
    "POST, /payments/imp_1/naver/place",
    "POST, /payments/imp_1/naver/request-return",
    "POST, /payments/imp_1/naver/approve-return",
    "POST, /payments/imp_1/naver/reject-return",
    "POST, /payments/imp_1/naver/withhold-return",
    "POST, /payments/imp_1/naver/resolve-return",
    "POST, /payments/imp_1/naver/point",
    "POST, /payments/imp_1/naver/confirm/",
    "GET, /payments/imp_1/naver/cash-amount",
    "POST, /payco/orders/status/imp_1",
  })
  void an_operation_on_a_payment_tells_an_unknown_payment_before_the_missing_pg(
      String method, String path) {
    assertRefused(method, path, 404, NO_PAYMENT);
    put(paid("imp_1", "order-1"));
    assertRefused(method, path, 400, OTHER_PG);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /kcpquick/payment/money, 400, 현재 지원되지 않는 PG사입니다.",
    "POST, /kcpquick/payment/autopay, 400, 현재 지원되지 않는 PG사입니다.",
    "POST, /kcpquick/prepare/order-1, 400, 현재 지원되지 않는 PG사입니다.",
    "PUT, /kcpquick/prepare/order-1, 400, 현재 지원되지 않는 PG사입니다.",
    "POST, /kcpquick/members/m/fido/release, 400, 현재 지원되지 않는 PG사입니다.",
    "DELETE, /kcpquick/members/m, 404, 존재하지 않는 회원정보입니다.",
    "DELETE, /kcpquick/autopay/c, 404, 존재하지 않는 회원정보입니다.",
    "POST, /benepia/point, 500, 베네피아 이용을 위해서는 PG사와의 계약이 필요합니다.",
    "POST, /benepia/payment, 500, 베네피아 이용을 위해서는 PG사와의 계약이 필요합니다.",
    "POST, /paymentwall/delivery, 400, 현재 지원되지 않는 PG사입니다.",
    "GET, /kakao/payment/orders, 400, 현재 지원되지 않는 PG사입니다.",
    "GET, /naver/product-orders/1, 404, 존재하지 않는 상품주문정보입니다.",
    "GET, /payments/imp_1/naver/product-orders, 404, 존재하지 않는 결제정보입니다.",
    "DELETE, /cvs/imp_1, 404, 존재하지 않는 결제정보입니다.",
    "POST, /partners/receipts/imp_1, 404, 존재하지 않는 결제정보입니다.",
  })
  void an_operation_without_its_pg_is_refused(String method, String path, int status, String text) {
    assertRefused(method, path, status, text);
  }

  @Test
  void a_delivery_of_an_unknown_payment_is_unknown() {
    var reply = wire.post("/paymentwall/delivery", Wire.FORM, "imp_uid=imp_1");
    assertThat(reply.status()).isEqualTo(404);
  }

  @Test
  void nobody_writes_reviews() {
    var reply = wire.get("/naver/reviews");
    assertThat(reply.body()).isEqualTo("{\"code\":0,\"message\":null,\"response\":[]}");
    assertThat(wire.send(wire.request("/naver/reviews")).status()).isEqualTo(401);
  }

  @Test
  void a_payment_in_a_store_needs_a_contract_and_good_parameters_first() {
    assertThat(wire.post("/cvs", Wire.FORM, "amount=1000").status()).isEqualTo(400);
    var reply = wire.post("/cvs", Wire.FORM, "merchant_uid=order-1&amount=1000");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.code()).isEqualTo(-1);
    assertThat(reply.message()).endsWith("계약이 필요합니다.");
  }

  @Test
  void receipts_of_partners_need_data_and_a_paid_payment_first() {
    put(ready("imp_1", "order-1", FakeHub.NOW));
    String path = "/partners/receipts/imp_1";
    assertThat(wire.post(path, Wire.JSON, "{}").status()).isEqualTo(400);
    String data = "{\"data\":[{\"company_name\":\"가게\",\"amount\":1000}]}";
    assertThat(wire.post(path, Wire.JSON, data).status()).isEqualTo(400);
    put(paid("imp_2", "order-2"));
    assertThat(wire.post("/partners/receipts/imp_2", Wire.JSON, data).status()).isEqualTo(501);
  }

  @Test
  @Tag("G31")
  void anothers_payment_is_as_unknown_as_nobodys() {
    put(paid("imp_1", "order-1"));
    var reply =
        wire.send(
            wire.request("/payments/imp_1/naver/point")
                .header("Authorization", FakeHub.OTHER_TOKEN)
                .POST(BodyPublishers.noBody()));
    assertThat(reply.status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/banks/4", "/banks/04", "/banks/004", "/banks/004/"})
  void a_bank_is_known_with_and_without_leading_zeros(String path) {
    assertThat(wire.get(path).body())
        .isEqualTo(
            "{\"code\":0,\"message\":null,\"response\":{\"code\":\"004\",\"name\":\"KB국민은행\"}}");
  }

  @Test
  void the_code_tables_are_whole() {
    assertThat(wire.get("/banks").response()).hasSize(23);
    assertThat(wire.get("/cards").response()).hasSize(26);
    assertThat(wire.get("/cards/366").response().get("name").asString()).isEqualTo("신한카드");
    for (String unknown : new String[] {"/banks/999", "/cards/1", "/cards/%20", "/banks/abc"}) {
      var reply = wire.get(unknown);
      assertThat(reply.status()).as(unknown).isEqualTo(404);
      EnvelopeTest.assertEnvelope(reply);
    }
  }

  private void assertRefused(String method, String path, int status, String text) {
    var stranger = wire.send(wire.request(path).method(method, BodyPublishers.noBody()));
    assertThat(stranger.status()).isEqualTo(401);
    var reply =
        wire.send(
            wire.request(path)
                .header("Authorization", FakeHub.TOKEN)
                .method(method, BodyPublishers.noBody()));
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.code()).isEqualTo(-1);
    assertThat(reply.message()).isEqualTo(text);
    EnvelopeTest.assertEnvelope(reply);
  }
}
