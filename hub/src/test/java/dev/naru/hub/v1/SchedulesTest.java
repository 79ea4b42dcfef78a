package dev.naru.hub.v1;

import static dev.naru.hub.v1.FakeHub.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.schedule.Schedule;
import dev.naru.hub.schedule.Schedules.Answer;
import dev.naru.hub.schedule.Schedules.Item;
import dev.naru.hub.schedule.Schedules.NewSchedules;
import dev.naru.pg.spi.Money;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests entering and revoking scheduled charges over HTTP (spec/rest-api.md §2.5, §4.6.3, §4.6.4).
 */
class SchedulesTest extends SubscribeOnTheWire {

  private static final String PATH = "/subscribe/payments/schedule";
  private static final String UNSCHEDULE = "/subscribe/payments/unschedule";
  private static final String ONE =
      "schedules[0][merchant_uid]=o&schedules[0][schedule_at]=1795222800&schedules[0][amount]=3000";
  private static final NewKey KEY =
      new NewKey("c", new ChannelRequest(null, null, true), null, Payment.Buyer.NOBODY);

  private static ApiOrder plain(String orderNumber, long won) {
    return new ApiOrder(
        orderNumber, Money.krw(won), null, Payment.Buyer.NOBODY, null, null, 0, null, List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"customer_uid":"c","customer_id":"m","checking_amount":"100","channel_key":"ck",
         "pg":"html5_inicis","card_number":"4111-1111-1111-1111","expiry":"2030-01",
         "birth":"820213","pwd_2digit":"00","cvc":"123","customer_name":"홍","schedules":[
         {"merchant_uid":"주문","schedule_at":1795222800,"currency":"KRW","amount":50000,
          "name":"구독","buyer_name":"이","buyer_email":"e@x","buyer_tel":"010","buyer_addr":"서울",
          "buyer_postcode":"06018","tax_free":0,"vat_amount":90,"card_quota":2,
          "custom_data":{"a":"1"},"notice_url":"https://a.kr/x","promotion_id":"p","extra":{}},
         {"merchant_uid":"o2","schedule_at":"1795222801.9","amount":"3000"}]}\
        """,
        """
        customer_uid=c&customer_id=m&checking_amount=100&channel_key=ck&pg=html5_inicis\
        &card_number=4111111111111111&expiry=203001&birth=820213&pwd_2digit=00\
        &customer_name=%ED%99%8D&schedules[0][merchant_uid]=%EC%A3%BC%EB%AC%B8\
        &schedules[0][schedule_at]=1795222800&schedules[0][amount]=50000\
        &schedules[0][name]=%EA%B5%AC%EB%8F%85&schedules[0][buyer_name]=%EC%9D%B4\
        &schedules[0][buyer_email]=e%40x&schedules[0][buyer_tel]=010\
        &schedules[0][buyer_addr]=%EC%84%9C%EC%9A%B8&schedules[0][buyer_postcode]=06018\
        &schedules[0][tax_free]=0&schedules[0][vat_amount]=90&schedules[0][card_quota]=2\
        &schedules[0][custom_data][a]=1&schedules[0][notice_url]=https://a.kr/x\
        &schedules[1][merchant_uid]=o2&schedules[1][schedule_at]=1795222801\
        &schedules[1][amount]=3000\
        """,
      })
  void both_forms_of_the_body_mean_the_same(String body) {
    wire.post(PATH + "/", "x/y", body);
    ApiOrder first =
        new ApiOrder(
            "주문",
            Money.krw(50_000),
            "구독",
            new Payment.Buyer("이", "e@x", "010", "서울", "06018"),
            0L,
            90L,
            2,
            "{\"a\":\"1\"}",
            List.of("https://a.kr/x"));
    NewKey key =
        new NewKey(
            "c",
            new ChannelRequest("ck", "html5_inicis", true),
            "m",
            new Payment.Buyer("홍", null, null, null, null));
    NewSchedules wanted = billing.entered.getFirst();
    assertThat(wanted.items())
        .containsExactly(
            new Item(first, NOW.plusSeconds(3600)),
            new Item(plain("o2", 3000), NOW.plusSeconds(3601)));
    assertThat(wanted.checkingMinor()).isEqualTo(100);
    assertThat(billing.issues)
        .containsExactly(
            new FakeBilling.Issued(key, "4111111111111111/2030-01/820213/00", "127.0.0.1"));
  }

  @Test
  void scheduled_charges_are_told_as_an_array_with_all_their_keys() {
    billing.onSchedule = new Answer.Scheduled(List.of(pending("o"), pending("o2")));
    var reply = wire.post(PATH, Wire.FORM, "customer_uid=c&" + ONE);
    assertThat(reply.response()).hasSize(2);
    assertThat(reply.response().get(0).toString())
        .isEqualTo(
            """
            {"amount":3000,"buyer_addr":null,"buyer_email":null,"buyer_name":null,\
            "buyer_postcode":null,"buyer_tel":null,"currency":"KRW","custom_data":null,\
            "customer_id":"member-1","customer_uid":"customer-1","executed_at":0,\
            "fail_reason":null,"imp_uid":null,"merchant_uid":"o","name":"정기구독",\
            "payment_status":null,"pg_id":null,"pg_provider":null,"promotion_id":null,\
            "revoked_at":0,"schedule_at":1795222800,"schedule_status":"scheduled"}\
            """);
    assertThat(List.copyOf(reply.response().get(0).propertyNames())).isSorted();
    assertThat(billing.issues).containsExactly(new FakeBilling.Issued(KEY, null, "127.0.0.1"));
    EnvelopeTest.assertEnvelope(reply);
  }

  @Test
  void how_many_come_in_one_call_only_the_size_of_the_body_limits() {
    String items =
        IntStream.range(0, 10_000)
            .mapToObj(
                i -> "{\"merchant_uid\":\"o" + i + "\",\"schedule_at\":1795222800,\"amount\":1}")
            .collect(Collectors.joining(","));
    wire.post(PATH, Wire.JSON, "{\"customer_uid\":\"c\",\"schedules\":[" + items + "]}");
    assertThat(billing.entered.getFirst().items()).hasSize(10_000);
  }

  @Test
  @Tag("G25")
  void where_there_is_a_key_the_card_is_not_even_read() {
    key("c");
    wire.post(PATH, Wire.FORM, "customer_uid=c&card_number=nonsense&" + ONE);
    assertThat(billing.issues).containsExactly(new FakeBilling.Issued(KEY, null, "127.0.0.1"));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(new Answer.UnknownCustomer(), 200, 1, "등록된 고객정보가 없습니다."),
        Arguments.of(new Answer.CardRefused(LIMIT), 200, 1, "카드정보 확인에 실패하였습니다. [2116]개인 월 한도금액 초과"),
        Arguments.of(
            new Answer.NoAnswer(), 200, -1, "카드정보 확인 결과를 PG사로부터 받지 못했습니다. 잠시 후 다시 시도해 주세요."),
        Arguments.of(new Answer.NoApiChannel(), 200, 1, "비인증결제모듈 사용정보를 찾을 수 없습니다."),
        Arguments.of(new Answer.UnknownChannelKey(), 200, 1, "채널 정보를 조회할 수 없습니다."),
        Arguments.of(new Answer.OrderTaken("o"), 200, 1, "이미 등록된 merchant_uid입니다."),
        Arguments.of(
            new Answer.InThePast("o"), 200, 1, "예약시각(schedule_at)이 이미 지났습니다. (merchant_uid : o)"),
        Arguments.of(new Answer.Refused("한 달에 한 번"), 200, 1, "한 달에 한 번"),
        Arguments.of(new Answer.NameMissing("상품명이 필수입니다."), 400, -1, "상품명이 필수입니다."),
        Arguments.of(
            new Answer.Throttled(Duration.ofMinutes(3)), 429, -1, "요청이 너무 많습니다. 잠시 후 다시 시도해 주세요."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void every_refusal_has_its_text(Answer answer, int status, int code, String text) {
    billing.onSchedule = answer;
    assertAnswer(wire.post(PATH, Wire.FORM, "customer_uid=c&" + ONE), status, code, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|schedules 파라메터가 누락되었습니다.",
        "null|schedules 파라메터가 누락되었습니다.",
        "\"x\"|schedules[0] 파라메터의 값이 올바르지 않습니다.",
        "[{\"merchant_uid\":\"o\",\"amount\":1}]|schedules[0].schedule_at 파라메터가 누락되었습니다.",
        "[{\"merchant_uid\":\"o\",\"schedule_at\":9}]|schedules[0].amount 파라메터가 누락되었습니다.",
        "[{\"schedule_at\":9,\"amount\":1}]|schedules[0].merchant_uid 파라메터가 누락되었습니다.",
        "[{\"merchant_uid\":\"o\",\"schedule_at\":9,\"amount\":0}]|schedules[0].amount 파라메터의 값이"
            + " 올바르지 않습니다.",
        "[{\"merchant_uid\":\"o\",\"schedule_at\":1795222800000,\"amount\":1}]|schedules[0].schedule_at"
            + " 파라메터의 값이 올바르지 않습니다.",
        "[{\"merchant_uid\":\"o\",\"schedule_at\":\"2026-12-01\",\"amount\":1}]|schedules[0].schedule_at"
            + " 파라메터의 값이 올바르지 않습니다.",
        "[{\"merchant_uid\":\"o\",\"schedule_at\":9,\"amount\":1,\"currency\":\"USD\"}]|지원하지 않는"
            + " 통화입니다. (KRW만 가능)",
        "[{\"merchant_uid\":\"o\",\"schedule_at\":9,\"amount\":1},7]|schedules[1] 파라메터의 값이 올바르지"
            + " 않습니다.",
        "[{\"merchant_uid\":\"o\",\"schedule_at\":9,\"amount\":1},{\"amount\":1}]|schedules[1].merchant_uid"
            + " 파라메터가 누락되었습니다.",
        "[{\"merchant_uid\":\"12345678901234567890123456789012345678901\"}]|schedules[0].merchant_uid"
            + " 파라메터는 40자까지 보낼 수 있습니다.",
      })
  void one_wrong_item_ends_it_before_anything_happens(String schedules, String text) {
    assertAnswer(
        wire.post(PATH, Wire.JSON, "{\"customer_uid\":\"c\",\"schedules\":" + schedules + "}"),
        400,
        -1,
        text);
    assertThat(billing.entered).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', customer_uid 파라메터가 누락되었습니다.",
    "customer_uid=c&checking_amount=-1&, checking_amount 파라메터의 값이 올바르지 않습니다.",
    "customer_uid=c&card_number=4111111111111111&, expiry 파라메터가 누락되었습니다.",
    "customer_uid=c&card_number=12&expiry=2030-01&, card_number 파라메터의 값이 올바르지 않습니다.",
  })
  void what_cannot_be_scheduled_is_400(String start, String text) {
    assertAnswer(wire.post(PATH, Wire.FORM, start + ONE), 400, -1, text);
    assertThat(billing.entered).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"customer_uid\":\"c\"}|c|",
        "{\"customer_uid\":\"c\",\"merchant_uid\":[]}|c|",
        "{\"merchant_uid\":\"a,b\"}||a,b",
        "{\"customer_uid\":\"c\",\"merchant_uid\":[\"a\",\"b\"]}|c|a b",
        "customer_uid=c&merchant_uid[]=a&merchant_uid[]=b|c|a b",
        "merchant_uid[0]=a&merchant_uid[1]=b||a b",
      })
  void what_is_revoked_may_be_said_in_every_way(String body, String customerKey, String uids) {
    billing.schedules.add(schedule("a", Schedule.Status.REVOKED, null));
    var reply = wire.post(UNSCHEDULE, "x/y", body);
    assertThat(reply.code()).isZero();
    assertThat(reply.response().get(0).get("schedule_status").asString()).isEqualTo("revoked");
    assertThat(reply.response().get(0).get("revoked_at").asLong()).isEqualTo(NOW.getEpochSecond());
    assertThat(billing.unscheduled)
        .containsExactly(
            new FakeBilling.Unscheduled(
                FakeHub.MERCHANT,
                customerKey,
                uids == null ? List.of() : List.of(uids.split(" "))));
  }

  @Test
  void nothing_to_revoke_says_so() {
    assertAnswer(
        wire.post(UNSCHEDULE, Wire.FORM, "customer_uid=c"), 200, 1, "취소할 예약결제 기록이 존재하지 않습니다.");
    billing.unscheduled.clear();
    assertAnswer(
        wire.post(UNSCHEDULE, Wire.JSON, "{\"customer_uid\":\"\",\"merchant_uid\":[]}"),
        400,
        -1,
        "customer_uid, merchant_uid 파라메터가 누락되었습니다.");
    assertThat(billing.unscheduled).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "READY,, ",
    "APPROVING,, ",
    "PAID, paid, ",
    "FAILED, failed, 한도초과",
    "CANCELLED, cancelled, "
  })
  void a_schedule_that_ran_tells_of_its_payment(PaymentState state, String status, String reason) {
    billing.schedules.add(schedule("o/1", Schedule.Status.EXECUTED, state));
    var told = wire.get(PATH + "/o%2F1").response();
    assertThat(told.get("schedule_status").asString()).isEqualTo("executed");
    assertThat(told.get("executed_at").asLong()).isEqualTo(NOW.getEpochSecond() + 3605);
    assertThat(told.get("imp_uid").asString()).isEqualTo("imps_2");
    assertThat(told.get("pg_provider").asString()).isEqualTo("html5_inicis");
    assertThat(told.get("pg_id").asString()).isEqualTo("INIBillTst");
    assertThat(told.get("payment_status").asString(null)).isEqualTo(status);
    assertThat(told.get("fail_reason").asString(null)).isEqualTo(reason);
  }

  @Test
  @Tag("G31")
  void an_unknown_schedule_and_anothers_answer_the_same() {
    billing.schedules.add(pending("o"));
    assertThat(wire.get(PATH + "/o/").code()).isZero();
    String none = "존재하지 않는 예약결제 정보입니다.";
    assertAnswer(wire.get(PATH + "/x"), 404, -1, none);
    assertAnswer(
        wire.send(wire.request(PATH + "/o").header("Authorization", FakeHub.OTHER_TOKEN)),
        404,
        -1,
        none);
  }
}
