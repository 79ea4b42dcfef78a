package dev.naru.hub.v1;

import static dev.naru.hub.v1.FakeHub.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.KeyCharges;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.schedule.Schedules.Change;
import dev.naru.hub.schedule.Schedules.Retry;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests moving, repeating and retrying a scheduled charge (spec/rest-api.md §4.6.6-4.6.8). */
class ScheduleChangesTest extends SubscribeOnTheWire {

  private static final String PATH = "/subscribe/payments/schedule/";
  private static final Instant LATER = NOW.plusSeconds(3600);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedule_at=1795222800",
        "{\"schedule_at\":1795222800}",
        "{\"schedule_at\":\"1795222800.5\"}",
      })
  void a_schedule_is_moved_and_entered_again(String body) {
    billing.onChange = new Change.Changed(pending("주문"));
    var moved = put("%EC%A3%BC%EB%AC%B8/", body);
    var again = wire.post(PATH + "%EC%A3%BC%EB%AC%B8/reschedule/", "x/y", body);
    assertThat(moved.code()).isZero();
    assertThat(moved.response().get("schedule_at").asLong()).isEqualTo(1795222800L);
    assertThat(again.body()).isEqualTo(moved.body());
    assertThat(billing.moves)
        .containsExactly(
            new FakeBilling.Moved("move", "주문", LATER),
            new FakeBilling.Moved("reschedule", "주문", LATER));
    EnvelopeTest.assertEnvelope(moved);
  }

  @ParameterizedTest
  @CsvSource({
    "'', schedule_at 파라메터가 누락되었습니다.",
    "schedule_at=, schedule_at 파라메터가 누락되었습니다.",
    "schedule_at=tomorrow, schedule_at 파라메터의 값이 올바르지 않습니다.",
    "schedule_at=-1, schedule_at 파라메터의 값이 올바르지 않습니다.",
    "schedule_at=1795222800000, schedule_at 파라메터의 값이 올바르지 않습니다.",
  })
  void without_a_time_nothing_changes(String body, String text) {
    assertAnswer(put("o", body), 400, -1, text);
    assertAnswer(wire.post(PATH + "o/reschedule", Wire.FORM, body), 400, -1, text);
    assertThat(billing.moves).isEmpty();
  }

  static Stream<Arguments> refusals() {
    String past = "예약시각(schedule_at)이 이미 지났습니다.";
    String unknown = "존재하지 않는 예약결제 정보입니다.";
    return Stream.of(
        Arguments.of(new Change.Unknown(), 404, -1, unknown, unknown),
        Arguments.of(new Change.InThePast(), 400, -1, past, past),
        Arguments.of(new Change.Refused("동일 일자"), 200, 1, "동일 일자", "동일 일자"),
        Arguments.of(
            new Change.NotPossible(pending("o")),
            400,
            -1,
            "이미 실행되었거나 취소된 예약결제는 변경할 수 없습니다.",
            "결제에 실패했거나 취소된 예약결제만 다시 진행할 수 있습니다."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void every_refusal_has_its_text(
      Change change, int status, int code, String ofMove, String ofReschedule) {
    billing.onChange = change;
    String at = "schedule_at=1795222800";
    assertAnswer(put("o", at), status, code, ofMove);
    assertAnswer(wire.post(PATH + "o/reschedule", Wire.FORM, at), status, code, ofReschedule);
  }

  @Test
  void a_retry_is_told_as_its_payment_even_when_declined() {
    put(paid("imps_1", "o"));
    put(payment("imps_2", "o", PaymentState.FAILED, NOW, null));
    billing.onRetry =
        new Retry.Tried(new KeyCharges.Answer.Made(new Charges.Recorded.Paid("imps_1", null)));
    assertThat(retry().response().get("status").asString()).isEqualTo("paid");
    billing.onRetry =
        new Retry.Tried(
            new KeyCharges.Answer.Made(new Charges.Recorded.Declined("imps_2", LIMIT, false)));
    var declined = retry();
    assertThat(declined.code()).isZero();
    assertThat(declined.response().get("status").asString()).isEqualTo("failed");
    hub.settings.put(Setting.COMPAT_DECLINE_FORM, "error");
    assertAnswer(retry(), 200, -1, "결제승인에 실패하였습니다. [2116]개인 월 한도금액 초과");
    assertThat(billing.moves)
        .contains(new FakeBilling.Moved("retry", "o", Instant.EPOCH))
        .hasSize(3);
  }

  static Stream<Arguments> failedRetries() {
    return Stream.of(
        Arguments.of(new Retry.Unknown(), 404, -1, "존재하지 않는 예약결제 정보입니다."),
        Arguments.of(
            new Retry.NotPossible(pending("o")), 400, -1, "결제에 실패했거나 취소된 예약결제만 다시 진행할 수 있습니다."),
        tried(new KeyCharges.Answer.UnknownCustomer(), 404, -1, "등록되지 않은 구매자입니다."),
        tried(new KeyCharges.Answer.OrderTaken(), 400, -1, "이미 주문이 이루어진 건입니다"),
        tried(new KeyCharges.Answer.NoApiChannel(), 500, -1, "비인증결제모듈 사용정보를 찾을 수 없습니다."),
        tried(new KeyCharges.Answer.Refused("한 달에 한 번"), 200, 1, "한 달에 한 번"),
        tried(
            new KeyCharges.Answer.Made(new Charges.Recorded.Unresolved("imps_1")),
            200,
            -1,
            "결제 결과를 PG사에 확인하고 있습니다. 잠시 후 결제 상태를 조회해 주세요."));
  }

  private static Arguments tried(KeyCharges.Answer answer, int status, int code, String text) {
    return Arguments.of(new Retry.Tried(answer), status, code, text);
  }

  @ParameterizedTest
  @MethodSource("failedRetries")
  void a_retry_that_cannot_be_says_why(Retry retry, int status, int code, String text) {
    billing.onRetry = retry;
    assertAnswer(retry(), status, code, text);
  }

  /** Sends an empty body with a JSON content type (§1.10 row 4). */
  private Wire.Reply retry() {
    return wire.post(PATH + "o/retry", Wire.JSON, "");
  }

  private Wire.Reply put(String path, String body) {
    return wire.send(
        wire.request(PATH + path)
            .header("Authorization", FakeHub.TOKEN)
            .header("Content-Type", "x/y")
            .PUT(BodyPublishers.ofString(body)));
  }
}
