package dev.naru.hub.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.Cancellation;
import dev.naru.hub.payment.Cancellation.Result;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Tests cancels over HTTP (spec/rest-api.md §4.3.8). */
class CancelTest extends OnTheWire {

  private static final String PATH = "/payments/cancel";

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(new Result.NotFound(), 1, "취소할 결제건이 존재하지 않습니다."),
        Arguments.of(new Result.NothingLeft(), 1, "이미 전액취소된 주문입니다."),
        Arguments.of(new Result.ExceedsRemaining(700), 1, "취소 가능 금액을 초과하였습니다. (취소 가능 금액 : 700)"),
        Arguments.of(new Result.ChecksumDiffers(), 1, "취소 가능한 잔액이 checksum과 일치하지 않습니다."),
        Arguments.of(new Result.Refused("500626", "부분취소 불가"), -1, "부분취소 불가"),
        Arguments.of(new Result.Unresolved(), -1, "취소 결과를 PG사에 확인하고 있습니다. 잠시 후 결제 상태를 조회해 주세요."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_refusal_is_http_200_with_its_text(Result result, int code, String text) {
    hub.onCancel = _ -> result;
    var reply = wire.post(PATH, Wire.JSON, "{\"imp_uid\":\"imp_1\"}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.message()).isEqualTo(text);
    assertThat(reply.response().isNull()).isTrue();
    EnvelopeTest.assertEnvelope(reply);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"imp_uid\":\"\",\"merchant_uid\":null}", "{\"amount\":100}"})
  void without_a_key_nothing_is_cancelled(String body) {
    var reply = wire.post(PATH, Wire.JSON, body);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.code()).isEqualTo(1);
    assertThat(reply.message()).endsWith("지정해주셔야합니다.");
    assertThat(hub.cancels).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json|{\"imp_uid\":\"imp_1\",\"merchant_uid\":\"주문\",\"amount\":1000,\"tax_free\":10,\"vat_amount\":\"90\",\"checksum\":64900,\"reason\":\"그냥"
            + " + 싫어\",\"enable_webhook\":true,\"extra\":{\"requester\":\"admin\"}}",
        "application/json|{\"imp_uid\":\"imp_1\",\"merchant_uid\":\"주문\",\"amount\":1000.00,\"tax_free\":\"10\",\"vat_amount\":9e1,\"checksum\":6.49E4,\"reason\":\"그냥"
            + " + 싫어\",\"enable_webhook\":\"1\"}",
        "application/x-www-form-urlencoded|imp_uid=imp_1&merchant_uid=%EC%A3%BC%EB%AC%B8&amount=1000&tax_free=10&vat_amount=90&checksum=64900&reason=%EA%B7%B8%EB%83%A5+%2B+%EC%8B%AB%EC%96%B4&enable_webhook=true&extra[requester]=admin",
        "application/x-www-form-urlencoded|imp_uid=imp_1& merchant_uid=주문& amount=1000&"
            + " tax_free=10& vat_amount=90&checksum=64900&reason=그냥 + 싫어&enable_webhook=1",
        "|imp_uid[]=imp_1&merchant_uid=x&merchant_uid=주문&amount= 1000"
            + " &tax_free=10&vat_amount=90&checksum=64900&reason=그냥 + 싫어&enable_webhook=TRUE",
      })
  void every_form_of_the_body_means_the_same(String typeAndBody) {
    String[] parts = typeAndBody.split("\\|", 2);
    wire.post(PATH + "/", parts[0].isEmpty() ? "x/y" : parts[0], parts[1]);
    assertThat(hub.cancels)
        .containsExactly(
            new Cancellation.Command(
                FakeHub.MERCHANT, "imp_1", "주문", 1000L, 10L, 90L, 64900L, "그냥 + 싫어", null, true));
  }

  @Test
  void absent_and_empty_and_null_are_the_same_but_a_checksum_of_zero_counts() {
    wire.post(
        PATH,
        Wire.JSON,
        "{\"merchant_uid\":\"o\",\"amount\":null,\"tax_free\":\"\",\"reason\":\"\",\"checksum\":0}");
    assertThat(hub.cancels)
        .containsExactly(
            new Cancellation.Command(
                FakeHub.MERCHANT, null, "o", null, null, null, 0L, null, null, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "\"abc\"",
        "\"1,000\"",
        "0.5",
        "true",
        "1e99",
        "\"1e999999999\"",
        "\"1e3\"",
        "\"1E3\"",
        "\"+1000\"",
        "\"0x3e8\"",
        "\"１０００\"",
        "\"-0\"",
        "\"NaN\"",
        "1e-30",
        "1e999999999",
        "99999999999999999999",
        "{\"a\":1}",
        "{}",
        "[]",
        "[1000,2000]",
      })
  @Tag("G38")
  void an_amount_that_is_none_ends_it_before_anything_happens(String amount) {
    for (String name : new String[] {"amount", "checksum", "tax_free", "vat_amount"}) {
      var reply = wire.post(PATH, Wire.JSON, "{\"imp_uid\":\"i\",\"" + name + "\":" + amount + "}");
      assertThat(reply.status()).as(name).isEqualTo(400);
      assertThat(reply.message()).startsWith(name);
      EnvelopeTest.assertEnvelope(reply);
    }
    assertThat(hub.cancels).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1]",
        "\"x\"",
        "{} {}",
        "imp_uid=imp_1",
        "{\"imp_uid\":\"\\u0000\"}",
        "{\"imp_uid\":1e2147603647}"
      })
  void a_body_that_is_no_json_object_is_400(String body) {
    assertThat(wire.post(PATH, Wire.JSON, body).status()).isEqualTo(400);
    assertThat(hub.cancels).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imp_uid=i&amount=1&amount=2",
        "imp_uid=i&amount[]=1&amount[]=2",
        "imp_uid=i&amount=1e3",
        "imp_uid=i&amount=%2B1000",
        "imp_uid=i&amount=1%2C000",
        "imp_uid=i&amount=%EF%BC%91%EF%BC%90%EF%BC%90%EF%BC%90",
        "imp_uid=i&amount=1000&checksum=5&checksum=6",
        "imp_uid=i&amount=1000&tax_free[0]=1&tax_free[1]=2"
      })
  @Tag("G38")
  void a_form_whose_amount_is_none_or_there_twice_ends_before_anything_happens(String form) {
    assertThat(wire.post(PATH, "application/x-www-form-urlencoded", form).status()).isEqualTo(400);
    assertThat(hub.cancels).isEmpty();
  }

  @Test
  void a_body_that_is_not_utf8_is_400() throws Exception {
    for (String body :
        new String[] {"{\"reason\":\"\u00c8\u00c8\"}", "reason=\u00c8\u00c8", "reason=%C8%AF%FF"}) {
      String answer =
          wire.raw(
              "POST /payments/cancel HTTP/1.1\r\n"
                  + "Host: localhost\r\n"
                  + "Connection: close\r\n"
                  + "Authorization: "
                  + FakeHub.TOKEN
                  + "\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("UTF-8로 인코딩");
    }
  }

  @Test
  void a_cancelled_payment_shows_its_cancels_oldest_first() {
    Payment paid = paid("imp_1", "order-1");
    Instant at = FakeHub.NOW.plusSeconds(100);
    Payment cancelled =
        new Payment(
            paid.merchantId(),
            paid.paymentNumber(),
            paid.orderNumber(),
            PaymentState.CANCELLED,
            paid.channelId(),
            paid.provider(),
            paid.mid(),
            paid.test(),
            paid.escrow(),
            paid.method(),
            paid.device(),
            null,
            paid.pgTid(),
            paid.applyNum(),
            paid.card(),
            null,
            null,
            paid.name(),
            paid.amount(),
            1500,
            paid.buyer(),
            null,
            null,
            paid.startedAt(),
            paid.paidAt(),
            null,
            at.plusSeconds(1),
            null,
            null,
            "변심",
            null,
            null,
            null,
            true,
            false,
            List.of(
                new Payment.Cancel("tid-1", 1000, at, "취소사유 미입력", "c-1", "https://pg/1"),
                new Payment.Cancel("tid-2", 500, at.plusSeconds(1), "변심", "c-2", null)));
    hub.onCancel = _ -> new Result.Cancelled(cancelled);
    var reply = wire.post(PATH, Wire.FORM, "imp_uid=imp_1");
    assertThat(reply.code()).isZero();
    JsonNode payment = reply.response();
    assertThat(payment.get("status").asString()).isEqualTo("cancelled");
    assertThat(payment.get("cancel_amount").asInt()).isEqualTo(1500);
    assertThat(payment.get("amount").asInt()).isEqualTo(64900);
    assertThat(payment.get("cancelled_at").asLong()).isEqualTo(at.getEpochSecond() + 1);
    assertThat(payment.get("cancel_reason").asString()).isEqualTo("변심");
    assertThat(payment.get("cancel_receipt_urls").toString()).isEqualTo("[\"https://pg/1\"]");
    assertThat(payment.get("cancel_history").toString())
        .isEqualTo(
            """
            [{"amount":1000,"cancellation_id":"c-1","cancelled_at":%d,"pg_tid":"tid-1",\
            "reason":"취소사유 미입력","receipt_url":"https://pg/1"},\
            {"amount":500,"cancellation_id":"c-2","cancelled_at":%d,"pg_tid":"tid-2",\
            "reason":"변심","receipt_url":null}]\
            """
                .formatted(at.getEpochSecond(), at.getEpochSecond() + 1));
  }
}
