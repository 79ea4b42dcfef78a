package dev.naru.hub.v1;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The base of tests that talk to V1 over a real socket. */
@SpringBootTest(
    classes = V1Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class OnTheWire {

  static final Outcome.CardUsed CARD =
      new Outcome.CardUsed("366", "신한카드", "123456******3456", 3, 0);

  @Autowired FakeHub hub;
  @LocalServerPort int port;
  Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(port);
  }

  @AfterEach
  void forget() {
    hub.clear();
  }

  Payment put(Payment payment) {
    hub.payments.add(payment);
    return payment;
  }

  static Payment paid(String paymentNumber, String orderNumber) {
    return payment(paymentNumber, orderNumber, PaymentState.PAID, FakeHub.NOW, CARD);
  }

  static Payment ready(String paymentNumber, String orderNumber, Instant startedAt) {
    return payment(paymentNumber, orderNumber, PaymentState.READY, startedAt, null);
  }

  static Payment payment(
      String paymentNumber,
      String orderNumber,
      PaymentState state,
      Instant startedAt,
      Outcome.@Nullable CardUsed card) {
    boolean charged = state == PaymentState.PAID || state == PaymentState.CANCELLED;
    return new Payment(
        FakeHub.MERCHANT,
        paymentNumber,
        orderNumber,
        state,
        7,
        "html5_inicis",
        "INIpayTest",
        true,
        false,
        PayMethod.CARD,
        "pc",
        null,
        charged ? "StdpayCARDINIpayTest20261121" : null,
        charged ? "12345678" : "",
        card,
        null,
        null,
        "노르웨이 회전 의자",
        Money.krw(64900),
        0,
        new Payment.Buyer("홍길동", "gildong@gmail.com", "010-4242-4242", null, null),
        "{\"a\":1}",
        null,
        startedAt,
        charged ? startedAt.plusSeconds(60) : null,
        state == PaymentState.FAILED ? startedAt.plusSeconds(60) : null,
        null,
        null,
        state == PaymentState.FAILED ? "한도초과" : null,
        null,
        null,
        null,
        null,
        true,
        false,
        List.of());
  }
}
