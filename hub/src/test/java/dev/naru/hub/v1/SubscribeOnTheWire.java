package dev.naru.hub.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.schedule.Schedule;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;

/** The base of tests of {@code /subscribe} over a real socket. */
abstract class SubscribeOnTheWire extends OnTheWire {

  static final PgError LIMIT = new PgError("2116", "개인 월 한도금액 초과", PgError.Category.LIMIT_EXCEEDED);
  static final PgError NOT_ASKED = new PgError("", "사용이 정지된 카드입니다.", PgError.Category.DECLINED);
  @Autowired FakeBilling billing;

  @AfterEach
  void forgetBilling() {
    List<CardData> cards = List.copyOf(billing.cards);
    billing.clear();
    // No card is readable any more, however the call ended (G26).
    cards.forEach(card -> assertThatThrownBy(() -> card.number().lend(bytes -> bytes.length)));
  }

  BillingKey key(String customerKey) {
    BillingKey key =
        new BillingKey(
            FakeHub.MERCHANT,
            customerKey,
            7,
            "html5_inicis",
            "INIBillTst",
            true,
            PayMethod.CARD,
            CARD,
            "member-1",
            new Payment.Buyer("홍길동", "gildong@gmail.com", "010-4242-4242", null, null),
            "imps_1",
            FakeHub.NOW,
            FakeHub.NOW.plusSeconds(60),
            true);
    billing.keys.add(key);
    return key;
  }

  static Schedule pending(String orderNumber) {
    return schedule(orderNumber, Schedule.Status.SCHEDULED, null);
  }

  static Schedule schedule(
      String orderNumber, Schedule.Status status, @Nullable PaymentState state) {
    boolean ran = state != null;
    Instant at = FakeHub.NOW.plusSeconds(3600);
    return new Schedule(
        UUID.randomUUID(),
        "customer-1",
        orderNumber,
        status,
        ran ? "imps_2" : null,
        ran ? "html5_inicis" : null,
        ran ? "INIBillTst" : null,
        "member-1",
        at,
        ran ? at.plusSeconds(5) : null,
        status == Schedule.Status.REVOKED ? FakeHub.NOW : null,
        Money.krw(3000),
        "정기구독",
        Payment.Buyer.NOBODY,
        null,
        state,
        state == PaymentState.FAILED ? "한도초과" : null);
  }

  /**
   * Sends the bytes that curl sends for a guide's command line, with the token that the guide
   * leaves out.
   */
  String curl(String path, String json) throws IOException {
    return wire.raw(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\n"
            + "Connection: close\r\nContent-Type: application/json\r\nAuthorization: "
            + FakeHub.TOKEN
            + "\r\nContent-Length: "
            + json.getBytes(StandardCharsets.ISO_8859_1).length
            + "\r\n\r\n"
            + json);
  }

  static void assertAnswer(Wire.Reply reply, int status, int code, String text) {
    assertThat(reply.body())
        .isEqualTo("{\"code\":" + code + ",\"message\":\"" + text + "\",\"response\":null}");
    assertThat(reply.status()).isEqualTo(status);
    EnvelopeTest.assertEnvelope(reply);
  }
}
