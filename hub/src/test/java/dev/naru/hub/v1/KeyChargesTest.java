package dev.naru.hub.v1;

import static dev.naru.hub.v1.FakeHub.MERCHANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.billing.KeyCharges.Answer;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.Money;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tests charges by key and by card over HTTP (spec/rest-api.md §4.5, §4.7). */
@ExtendWith(OutputCaptureExtension.class)
class KeyChargesTest extends SubscribeOnTheWire {

  private static final String AGAIN = "/subscribe/payments/again";
  private static final String ONETIME = "/subscribe/payments/onetime";
  private static final String CARD_FORM = "card_number=4111111111111111&expiry=2030-01";
  private static final String ORDER_FORM = "merchant_uid=o&amount=3000";

  private static ApiOrder plain(String orderNumber, long won) {
    return new ApiOrder(
        orderNumber, Money.krw(won), null, Payment.Buyer.NOBODY, null, null, 0, null, List.of());
  }

  @ParameterizedTest
  @ValueSource(longs = {3000, 1004, 10000})
  void the_guides_charge_by_key_as_they_print_it(long won) throws IOException {
    charged("order_id_8237352");
    String answer =
        curl(
            AGAIN,
            "{\"customer_uid\":\"your-customer-unique-id\", \"merchant_uid\":\"order_id_8237352\","
                + " \"amount\":"
                + won
                + "}");
    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"code\":0");
    assertThat(billing.charges)
        .containsExactly(
            new FakeBilling.Charge(
                "your-customer-unique-id", plain("order_id_8237352", won), null, null, null));
  }

  @ParameterizedTest
  @CsvSource({"'', ", "'\"customer_uid\":\"your-customer-unique-id\", ', your-customer-unique-id"})
  void the_guides_charge_a_card_as_they_print_it(String start, String customerKey)
      throws IOException {
    charged("order_id_8237352");
    String answer =
        curl(
            ONETIME,
            "{"
                + start
                + "\"merchant_uid\":\"order_id_8237352\", \"card_number\":\"1234-1234-1234-1234\","
                + " \"expiry\":\"2019-01\", \"birth\":\"123456\", \"amount\":3000}");
    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"code\":0");
    assertThat(billing.charges)
        .containsExactly(
            new FakeBilling.Charge(
                customerKey,
                plain("order_id_8237352", 3000),
                new ChannelRequest(null, null, true),
                "1234123412341234/2019-01/123456/-",
                "127.0.0.1"));
    assertThat(billing.cards).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"customer_uid":"c","merchant_uid":"주문","amount":"50000.00","currency":"krw",
         "name":" 상품 ","buyer_name":"이","buyer_email":"e@x","buyer_tel":"010","buyer_addr":"서울",
         "buyer_postcode":"06018","tax_free":10,"vat_amount":"90","card_quota":"3",
         "custom_data":{"a":"1"},"notice_url":["https://a.kr/x","http://한글.kr/y"],"vat":5,
         "product_count":2,"extra":{"x":[1]},"browser_ip":"1.2.3.4","cvc":"123","bypass":"{}",
         "pg":"html5_inicis.MID","channel_key":"ck","card_number":4111111111111111,
         "expiry":"203001","birth":"123-45-67890","pwd_2digit":"00"}\
        """,
        """
        customer_uid=c&merchant_uid=%EC%A3%BC%EB%AC%B8&amount=50000&name=%EC%83%81%ED%92%88\
        &buyer_name=%EC%9D%B4&buyer_email=e%40x&buyer_tel=010&buyer_addr=%EC%84%9C%EC%9A%B8\
        &buyer_postcode=06018&tax_free=10&vat=90&card_quota=3&custom_data[a]=1\
        &notice_url[]=https://a.kr/x&notice_url[]=http://%ED%95%9C%EA%B8%80.kr/y\
        &pg=html5_inicis.MID&channelKey=ck&card_number=4111-1111-1111-1111&expiry=2030-01\
        &birth=1234567890&pwd_2digit=00\
        """,
      })
  void both_forms_of_the_body_mean_the_same(String body) {
    charged("주문");
    ApiOrder order =
        new ApiOrder(
            "주문",
            Money.krw(50_000),
            "상품",
            new Payment.Buyer("이", "e@x", "010", "서울", "06018"),
            10L,
            90L,
            3,
            "{\"a\":\"1\"}",
            List.of("https://a.kr/x", "http://한글.kr/y"));
    for (String path : List.of(AGAIN, ONETIME, "/subscribe/payments/foreign/")) {
      assertThat(wire.post(path, "x/y", body).code()).as(path).isZero();
    }
    String card = "4111111111111111/2030-01/1234567890/00";
    var once =
        new FakeBilling.Charge(
            "c", order, new ChannelRequest("ck", "html5_inicis.MID", true), card, "127.0.0.1");
    assertThat(billing.charges)
        .containsExactly(new FakeBilling.Charge("c", order, null, null, null), once, once);
    assertThat(billing.userAgents).allSatisfy(agent -> assertThat(agent).isNotBlank());
  }

  @Test
  void long_descriptions_are_cut_and_blank_ones_are_none() {
    wire.post(
        AGAIN,
        Wire.FORM,
        "customer_uid=c&merchant_uid=o&amount=1&buyer_tel=%20&name="
            + "🍊".repeat(41)
            + "&buyer_name="
            + "가".repeat(17));
    ApiOrder order = billing.charges.getFirst().order();
    assertThat(order.name()).isEqualTo("🍊".repeat(40));
    assertThat(order.buyer().name()).isEqualTo("가".repeat(16));
    assertThat(order.buyer().tel()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 2", "36, 36"})
  void months_of_instalments(String months, int quota) {
    wire.post(AGAIN, Wire.FORM, "customer_uid=c&merchant_uid=o&amount=50000&card_quota=" + months);
    assertThat(billing.charges.getFirst().order().cardQuota()).isEqualTo(quota);
  }

  @Test
  void one_charge_may_be_in_instalments_only_from_50000_won() {
    assertAnswer(
        wire.post(AGAIN, Wire.FORM, "customer_uid=c&merchant_uid=o&amount=49999&card_quota=2"),
        400,
        -1,
        "할부(card_quota)는 50,000원 이상 결제에서만 지정할 수 있습니다.");
    assertThat(billing.charges).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "merchant_uid=o&amount=1|customer_uid 파라메터가 누락되었습니다.",
        "customer_uid=c&amount=1|merchant_uid 파라메터가 누락되었습니다.",
        "customer_uid=c&merchant_uid=o|amount 파라메터가 누락되었습니다.",
        "customer_uid=c&merchant_uid=o&amount=0|amount 파라메터의 값이 올바르지 않습니다.",
        "customer_uid=c&merchant_uid=o&amount=-1|amount 파라메터의 값이 올바르지 않습니다.",
        "customer_uid=c&merchant_uid=o&amount=1.5|amount 파라메터의 값이 올바르지 않습니다.",
        "customer_uid=c&merchant_uid=o&amount=1.5&currency=USD|지원하지 않는 통화입니다. (KRW만 가능)",
        "customer_uid=c&merchant_uid=o&amount=9&tax_free=10|tax_free 파라메터의 값이 올바르지 않습니다.",
        "customer_uid=c&merchant_uid=o&amount=9&tax_free=5&vat_amount=5|vat_amount 파라메터의 값이 올바르지"
            + " 않습니다.",
        "customer_uid=c&merchant_uid=o&amount=9&vat=10|vat 파라메터의 값이 올바르지 않습니다.",
        "customer_uid=c&merchant_uid=o&amount=90000&card_quota=37|card_quota 파라메터의 값이 올바르지 않습니다.",
        "customer_uid=c&merchant_uid=o&amount=9&notice_url=javascript:x|notice_url 파라메터의 값이 올바르지"
            + " 않습니다.",
        "customer_uid=c&merchant_uid=o&amount=9&notice_url=https://u@a.kr|notice_url 파라메터의 값이 올바르지"
            + " 않습니다.",
      })
  void what_cannot_be_charged_is_400(String body, String text) {
    for (String path : List.of(AGAIN, ONETIME)) {
      // Onetime needs no customer_uid; otherwise it is refused for the same reasons.
      if (path.equals(AGAIN) || body.startsWith("customer_uid")) {
        assertAnswer(wire.post(path, Wire.FORM, body + "&" + CARD_FORM), 400, -1, text);
      }
    }
    assertThat(billing.charges).isEmpty();
  }

  @Test
  void names_that_are_too_long_are_400() {
    String uid = "customer_uid=" + "가".repeat(81) + "&" + ORDER_FORM + "&" + CARD_FORM;
    String order = "customer_uid=c&amount=1&" + CARD_FORM + "&merchant_uid=" + "가".repeat(41);
    for (String path : List.of(AGAIN, ONETIME)) {
      assertAnswer(wire.post(path, Wire.FORM, uid), 400, -1, "customer_uid 파라메터는 80자까지 보낼 수 있습니다.");
      assertAnswer(
          wire.post(path, Wire.FORM, order), 400, -1, "merchant_uid 파라메터는 40자까지 보낼 수 있습니다.");
    }
    assertThat(billing.charges).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "card_number|1234-5678-9012",
        "card_number|12345678901234567890",
        "card_number|4111x11111111111",
        "card_number|４１１１１１１１１１１１１１１１",
        "expiry|2030-13",
        "expiry|2030-00",
        "expiry|122030",
        "expiry|30-01",
        "expiry|2030-1",
        "birth|8202134",
        "birth|8202xx",
        "pwd_2digit|7q",
        "pwd_2digit|77q7",
      })
  @Tag("G25")
  void a_card_that_is_none_is_named_and_never_quoted(
      String name, String value, CapturedOutput output) {
    String card =
        Stream.of("card_number=4111111111111111", "expiry=2030-01", "birth=820213", "pwd_2digit=77")
            .map(pair -> pair.startsWith(name) ? name + "=" + value : pair)
            .reduce(ORDER_FORM, (all, pair) -> all + "&" + pair);
    var reply = wire.post(ONETIME, Wire.FORM, card);
    assertAnswer(reply, 400, -1, name + " 파라메터의 값이 올바르지 않습니다.");
    assertThat(reply.allHeaders()).doesNotContain(value);
    assertThat(output.getAll()).doesNotContain(value, "4111111111111111", "820213");
    assertThat(billing.charges).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"card_number, expiry=2030-01", "expiry, card_number=4111111111111111"})
  void a_card_has_a_number_and_an_expiry(String missing, String rest) {
    assertAnswer(
        wire.post(ONETIME, Wire.FORM, ORDER_FORM + "&" + rest),
        400,
        -1,
        missing + " 파라메터가 누락되었습니다.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"channelGroupId", "channel_group_id"})
  void a_group_of_channels_is_refused_rather_than_another_channel_taken(String name) {
    assertAnswer(
        wire.post(ONETIME, Wire.FORM, ORDER_FORM + "&" + CARD_FORM + "&" + name + "=g"),
        200,
        1,
        "채널 정보를 조회할 수 없습니다.");
    assertThat(billing.charges).isEmpty();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            new Answer.Made(new Charges.Recorded.Unresolved("imps_1")),
            200,
            -1,
            "결제 결과를 PG사에 확인하고 있습니다. 잠시 후 결제 상태를 조회해 주세요."),
        Arguments.of(new Answer.OrderTaken(), 200, 1, "이미 주문이 이루어진 건입니다"),
        Arguments.of(new Answer.UnknownCustomer(), 200, 1, "등록되지 않은 구매자입니다."),
        Arguments.of(new Answer.NoApiChannel(), 200, 1, "비인증결제모듈 사용정보를 찾을 수 없습니다."),
        Arguments.of(new Answer.UnknownChannelKey(), 200, 1, "채널 정보를 조회할 수 없습니다."),
        Arguments.of(new Answer.Refused("한 달에 한 번"), 200, 1, "한 달에 한 번"),
        Arguments.of(
            new Answer.NameMissing("이니시스 빌링결제는 상품명이 필수입니다."), 400, -1, "이니시스 빌링결제는 상품명이 필수입니다."),
        Arguments.of(
            new Answer.Throttled(Duration.ofMinutes(3)), 429, -1, "요청이 너무 많습니다. 잠시 후 다시 시도해 주세요."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void every_other_end_has_its_text(Answer answer, int status, int code, String text) {
    billing.onCharge = answer;
    assertAnswer(again(), status, code, text);
    assertAnswer(onetime(), status, code, text);
  }

  @ParameterizedTest
  @CsvSource({"by_call, true, false", "error, false, false", "failed_payment, true, true"})
  void a_decline_is_told_the_way_the_merchant_wants_it(
      String form, boolean againAsPayment, boolean onetimeAsPayment) {
    hub.settings.put(Setting.COMPAT_DECLINE_FORM, form);
    put(payment("imps_1", "o", PaymentState.FAILED, FakeHub.NOW, null));
    billing.onCharge = new Answer.Made(new Charges.Recorded.Declined("imps_1", LIMIT, false));
    assertDeclined(again(), againAsPayment);
    assertDeclined(onetime(), onetimeAsPayment);
  }

  private static void assertDeclined(Wire.Reply reply, boolean asPayment) {
    if (asPayment) {
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.code()).isZero();
      assertThat(reply.response().get("status").asString()).isEqualTo("failed");
      assertThat(reply.response().get("fail_reason").asString()).isEqualTo("한도초과");
    } else {
      assertAnswer(reply, 200, -1, "결제승인에 실패하였습니다. [2116]개인 월 한도금액 초과");
    }
  }

  @Test
  void a_decline_of_the_card_itself_says_so_and_one_of_ours_has_no_code() {
    billing.onCharge = new Answer.Made(new Charges.Recorded.Declined("imps_1", LIMIT, true));
    assertAnswer(onetime(), 200, -1, "카드정보 인증에 실패하였습니다. [2116]개인 월 한도금액 초과");
    billing.onCharge = new Answer.Made(new Charges.Recorded.Declined("imps_1", NOT_ASKED, false));
    assertAnswer(onetime(), 200, -1, "결제승인에 실패하였습니다. 사용이 정지된 카드입니다.");
  }

  @Test
  void a_charge_is_told_as_the_payment_it_is() {
    Payment payment = charged("o");
    assertThat(again().body()).isEqualTo(wire.get("/payments/" + payment.paymentNumber()).body());
    assertThat(onetime().response().get("status").asString()).isEqualTo("paid");
    EnvelopeTest.assertEnvelope(again());
  }

  @ParameterizedTest
  @ValueSource(strings = {AGAIN, ONETIME, "/subscribe/payments/foreign"})
  void charging_is_post_and_needs_a_token(String path) {
    for (String method : new String[] {"GET", "PUT", "DELETE"}) {
      var reply = wire.send(wire.request(path).method(method, BodyPublishers.noBody()));
      assertThat(reply.status()).isEqualTo(405);
      assertThat(reply.header("Allow")).isEqualTo("POST");
      EnvelopeTest.assertEnvelope(reply);
    }
    var reply = wire.send(wire.request(path).POST(BodyPublishers.ofString("{broken")));
    assertAnswer(reply, 401, -1, "Unauthorized");
  }

  private Payment charged(String orderNumber) {
    Payment payment = put(paid("imps_448280090638", orderNumber));
    assertThat(payment.merchantId()).isEqualTo(MERCHANT);
    billing.onCharge = new Answer.Made(new Charges.Recorded.Paid(payment.paymentNumber(), null));
    return payment;
  }

  private Wire.Reply again() {
    return wire.post(AGAIN, Wire.FORM, "customer_uid=c&" + ORDER_FORM);
  }

  private Wire.Reply onetime() {
    return wire.post(ONETIME, Wire.FORM, ORDER_FORM + "&" + CARD_FORM);
  }
}
