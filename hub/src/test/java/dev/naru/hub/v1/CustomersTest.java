package dev.naru.hub.v1;

import static dev.naru.hub.v1.FakeHub.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.billing.BillingKeys.Deletion;
import dev.naru.hub.billing.BillingKeys.Issue;
import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Payment;
import dev.naru.pg.spi.PayMethod;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tests billing keys over HTTP (spec/rest-api.md §2.4, §4.4.1-4.4.5). */
class CustomersTest extends SubscribeOnTheWire {

  private static final String PATH = "/subscribe/customers";
  private static final String CARD_FORM = "card_number=4111111111111111&expiry=2030-01";

  @Test
  void the_guide_issues_a_key_as_it_prints_it() throws IOException {
    billing.onIssue = new Issue.Issued(key("your-customer-unique-id"));
    String answer =
        curl(
            PATH + "/your-customer-unique-id",
            "{\"card_number\":\"1234-1234-1234-1234\", \"expiry\":\"2025-12\","
                + " \"birth\":\"820213\", \"pwd_2digit\":\"00\"}");
    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"code\":0");
    NewKey wanted =
        new NewKey(
            "your-customer-unique-id",
            new ChannelRequest(null, null, true),
            null,
            Payment.Buyer.NOBODY);
    assertThat(billing.issues)
        .containsExactly(
            new FakeBilling.Issued(wanted, "1234123412341234/2025-12/820213/00", "127.0.0.1"));
    assertThat(billing.cards).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"customer_uid":"another","card_number":"4111111111111111","expiry":"2030-01","cvc":123,
         "channel_key":"ck","pg":"html5_inicis","customer_id":"m","customer_name":"홍",
         "customer_tel":"010","customer_email":"e@x","customer_addr":"서울",
         "customer_postcode":"06018"}\
        """,
        CARD_FORM
            + "&channel_key=ck&pg=html5_inicis&customer_id=m&customer_name=홍&customer_tel=010"
            + "&customer_email=e@x&customer_addr=서울&customer_postcode=06018",
      })
  void both_forms_of_the_body_mean_the_same_and_the_name_is_the_paths(String body) {
    billing.onIssue = new Issue.Issued(key("고객/1"));
    assertThat(wire.post(PATH + "/%EA%B3%A0%EA%B0%9D%2F1/", "x/y", body).code()).isZero();
    NewKey wanted =
        new NewKey(
            "고객/1",
            new ChannelRequest("ck", "html5_inicis", true),
            "m",
            new Payment.Buyer("홍", "e@x", "010", "서울", "06018"));
    assertThat(billing.issues)
        .containsExactly(
            new FakeBilling.Issued(wanted, "4111111111111111/2030-01/-/-", "127.0.0.1"));
  }

  @Test
  void a_key_is_told_with_all_its_keys_and_without_the_key() {
    String told =
        """
        {"code":0,"message":null,"response":{"card_code":"366","card_issuer_code":null,\
        "card_issuer_name":null,"card_name":"신한카드","card_number":"123456******3456",\
        "card_publisher_code":null,"card_publisher_name":null,"card_type":0,\
        "customer_addr":null,"customer_email":"gildong@gmail.com","customer_id":"member-1",\
        "customer_name":"홍길동","customer_postcode":null,"customer_tel":"010-4242-4242",\
        "customer_uid":"c","inserted":1795219200,"pg_id":"INIBillTst",\
        "pg_provider":"html5_inicis","sandbox":true,"updated":1795219260}}\
        """;
    BillingKey key = key("c");
    billing.onIssue = new Issue.Issued(key);
    billing.onDelete = new Deletion.Deleted(key);
    var issued = wire.post(PATH + "/c", Wire.FORM, CARD_FORM);
    assertThat(issued.body()).isEqualTo(told);
    EnvelopeTest.assertEnvelope(issued);
    assertThat(wire.get(PATH + "/c").body()).isEqualTo(told);
    assertThat(
            delete("/c?reason=x&extra[requester]=admin".replace("[", "%5B").replace("]", "%5D"))
                .body())
        .isEqualTo(told);
    assertThat(List.copyOf(issued.response().propertyNames())).isSorted();
  }

  @Test
  void a_phones_key_has_no_card() {
    billing.keys.add(
        new BillingKey(
            FakeHub.MERCHANT,
            "phone",
            7,
            "mobilians",
            "MID",
            false,
            PayMethod.PHONE,
            null,
            null,
            Payment.Buyer.NOBODY,
            "imp_1",
            NOW,
            NOW,
            true));
    JsonNode told = wire.get(PATH + "/phone").response();
    for (String name : List.of("card_code", "card_name", "card_number", "card_type")) {
      assertThat(told.get(name).isNull()).as(name).isTrue();
    }
    assertThat(told).hasSize(20);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(new Issue.Refused(LIMIT), 200, -1, "카드정보 인증 및 빌키 발급에 실패하였습니다. 개인 월 한도금액 초과"),
        Arguments.of(
            new Issue.NoAnswer(), 200, -1, "카드정보 확인 결과를 PG사로부터 받지 못했습니다. 잠시 후 다시 시도해 주세요."),
        Arguments.of(new Issue.NoApiChannel(), 200, 1, "비인증결제모듈 사용정보를 찾을 수 없습니다."),
        Arguments.of(new Issue.UnknownChannelKey(), 200, 1, "채널 정보를 조회할 수 없습니다."),
        Arguments.of(
            new Issue.Throttled(Duration.ofMinutes(3)), 429, -1, "요청이 너무 많습니다. 잠시 후 다시 시도해 주세요."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void every_refusal_has_its_text(Issue issue, int status, int code, String text) {
    billing.onIssue = issue;
    assertAnswer(wire.post(PATH + "/c", Wire.FORM, CARD_FORM), status, code, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/c|expiry=2030-01|card_number 파라메터가 누락되었습니다.",
        "/c|card_number=4111111111111111|expiry 파라메터가 누락되었습니다.",
        "/c|card_number=411111111111x&expiry=2030-01|card_number 파라메터의 값이 올바르지 않습니다.",
        "/%20|card_number=4111111111111111&expiry=2030-01|customer_uid 파라메터의 값이 올바르지 않습니다.",
      })
  void what_no_key_can_be_issued_for_is_400(String path, String body, String text) {
    assertAnswer(wire.post(PATH + path, Wire.FORM, body), 400, -1, text);
    assertThat(billing.issues).isEmpty();
  }

  @Test
  void a_name_has_80_characters() {
    billing.onIssue = new Issue.NoApiChannel();
    String korean = "%EA%B0%80";
    wire.post(PATH + "/" + korean.repeat(80), Wire.FORM, CARD_FORM);
    assertThat(billing.issues).hasSize(1);
    assertAnswer(
        wire.post(PATH + "/" + korean.repeat(81), Wire.FORM, CARD_FORM),
        400,
        -1,
        "customer_uid 파라메터는 80자까지 보낼 수 있습니다.");
    assertThat(billing.issues).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"200, 200, 1", "404, 404, -1"})
  @Tag("G31")
  void an_unknown_key_and_anothers_answer_as_the_merchant_wants(
      String setting, int status, int code) {
    hub.settings.put(Setting.COMPAT_CUSTOMER_NOT_FOUND_HTTP_STATUS, setting);
    key("c");
    String text = "요청하신 customer_uid(c)로 등록된 정보를 찾을 수 없습니다.";
    for (String path : List.of("/c", "/c/payments")) {
      assertAnswer(
          wire.send(wire.request(PATH + path).header("Authorization", FakeHub.OTHER_TOKEN)),
          status,
          code,
          text);
    }
    billing.keys.clear();
    assertAnswer(wire.get(PATH + "/c"), status, code, text);
    assertAnswer(wire.get(PATH + "/c/payments/"), status, code, text);
    assertAnswer(delete("/c"), status, code, text);
  }

  @Test
  void a_key_with_schedules_stays_where_the_merchant_wants_that() {
    billing.onDelete = new Deletion.HasPendingSchedules();
    assertAnswer(delete("/c"), 200, 1, "예약된 결제가 남아 있어 삭제할 수 없습니다. 예약을 먼저 취소해 주세요.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?customer_uid%5B%5D=b&customer_uid%5B%5D=a",
        "/?customer_uid[0]=b&customer_uid[1]=a&customer_uid[2]=b",
        "?customer_uid=b&customer_uid=a",
      })
  void several_are_found_in_the_order_asked_for(String query) throws IOException {
    key("a");
    key("b");
    String answer =
        wire.raw(
            "GET "
                + PATH
                + query
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                + FakeHub.TOKEN
                + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(answer.indexOf("\"customer_uid\":\"b\""))
        .isPositive()
        .isLessThan(answer.indexOf("\"customer_uid\":\"a\""));
    assertThat(answer.split("\"customer_uid\"")).hasSize(3);
  }

  @Test
  void several_of_which_some_are_missing_is_207_and_none_is_404() {
    key("a");
    var partly = wire.get(PATH + "?customer_uid=a&customer_uid=x");
    assertThat(partly.status()).isEqualTo(207);
    assertThat(partly.code()).isZero();
    assertThat(partly.response()).hasSize(1);
    String none = "요청하신 customer_uid로 등록된 정보를 찾을 수 없습니다.";
    assertAnswer(wire.get(PATH + "?customer_uid=x"), 404, -1, none);
    assertAnswer(
        wire.send(
            wire.request(PATH + "?customer_uid=a").header("Authorization", FakeHub.OTHER_TOKEN)),
        404,
        -1,
        none);
    assertAnswer(wire.get(PATH), 400, -1, "customer_uid 파라메터가 누락되었습니다.");
  }

  @Test
  void the_payments_of_a_key_come_20_a_page() {
    key("c");
    billing.keyPayments.add(paid("imps_2", "o"));
    billing.total = 60;
    assertPage(wire.get(PATH + "/c/payments"), 0, 2);
    assertPage(wire.get(PATH + "/c/payments?page=2&from=1795219200&to=1795219260.9"), 1, 3);
    var last = wire.get(PATH + "/c/payments/?page=3");
    assertPage(last, 2, 0);
    put(paid("imps_2", "o"));
    assertThat(last.response().get("list").get(0))
        .isEqualTo(wire.get("/payments/imps_2").response());
    assertThat(billing.keyPages)
        .containsExactly(
            new FakeBilling.KeyPage("c", null, null, 1),
            new FakeBilling.KeyPage("c", NOW, NOW.plusSeconds(60), 2),
            new FakeBilling.KeyPage("c", null, null, 3));
  }

  private static void assertPage(Wire.Reply reply, int previous, int next) {
    assertThat(reply.body())
        .startsWith("{\"code\":0,\"message\":null,\"response\":{\"list\":[{")
        .endsWith("],\"next\":" + next + ",\"previous\":" + previous + ",\"total\":60}}");
  }

  @Test
  void an_empty_page_is_still_a_page() {
    key("c");
    assertThat(wire.get(PATH + "/c/payments").body())
        .isEqualTo(
            "{\"code\":0,\"message\":null,\"response\":"
                + "{\"list\":[],\"next\":0,\"previous\":0,\"total\":0}}");
  }

  @ParameterizedTest
  @CsvSource({
    "page=0, page 파라메터의 값이 올바르지 않습니다.",
    "page=x, page 파라메터의 값이 올바르지 않습니다.",
    "page=1.5, page 파라메터의 값이 올바르지 않습니다.",
    "page=1000001, page 파라메터의 값이 올바르지 않습니다.",
    "from=2&to=1, 유효하지 않은 검색기간입니다.",
    "from=1795219200000, from 파라메터의 값이 올바르지 않습니다.",
    "to=-1, to 파라메터의 값이 올바르지 않습니다.",
  })
  void a_page_that_is_none_is_400(String query, String text) {
    key("c");
    assertAnswer(wire.get(PATH + "/c/payments?" + query), 400, -1, text);
    assertThat(billing.keyPages).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /c, 'POST, GET, DELETE'",
    "POST, '', GET",
    "DELETE, '', GET",
    "POST, /c/payments, GET",
    "DELETE, /c/schedules, GET",
  })
  void a_wrong_method_is_405_and_without_a_token_all_is_401(
      String method, String path, String allowed) {
    var reply = wire.send(wire.request(PATH + path).method(method, BodyPublishers.noBody()));
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow").split(", ")).containsExactlyInAnyOrder(allowed.split(", "));
    EnvelopeTest.assertEnvelope(reply);
    String first = List.of(allowed.split(", ")).getFirst();
    assertAnswer(
        wire.send(wire.request(PATH + path).method(first, BodyPublishers.noBody())),
        401,
        -1,
        "Unauthorized");
  }

  private Wire.Reply delete(String path) {
    return wire.send(wire.request(PATH + path).header("Authorization", FakeHub.TOKEN).DELETE());
  }
}
