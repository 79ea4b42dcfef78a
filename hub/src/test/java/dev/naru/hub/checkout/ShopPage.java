package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.payment.CreatePayment;
import java.time.InstantSource;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** A shop's page that calls {@code IMP.request_pay} as the guides do. */
final class ShopPage {

  final FakeHub hub = new FakeHub();
  final ObjectNode param =
      (ObjectNode)
          ParamReader.JSON.readTree(
              """
              {"pay_method": "card", "merchant_uid": "order_1", "name": "주문", "amount": 60000,
               "buyer_tel": "02-1234-1234"}
              """);
  boolean mobile;

  private final RequestPay requestPay =
      new RequestPay(
          hub,
          new NoTiers(),
          hub,
          hub,
          hub,
          hub.sessions,
          InstantSource.fixed(FakeHub.NOW),
          new FakeVault());

  ShopPage with(String name, String json) {
    param.set(name, ParamReader.JSON.readTree(json));
    return this;
  }

  RequestPay.Answer answer() {
    ObjectNode body = ParamReader.JSON.createObjectNode();
    body.put("request_id", "r1");
    body.put("userCode", FakeHub.USER_CODE);
    body.put("origin", "https://shop.example");
    body.put("mobile", mobile);
    body.set("param", param);
    return requestPay.answer(PaymentRequest.of(body, "https://hub.example", "JUnit"));
  }

  RequestPay.Answer.Mode mode() {
    return ((RequestPay.Answer.Open) answer()).mode();
  }

  CreatePayment.NewPayment opened() {
    assertThat(answer()).isInstanceOf(RequestPay.Answer.Open.class);
    return hub.opened.getLast();
  }

  WindowTerms terms() {
    opened();
    return hub.sessions.all().getFirst().terms();
  }

  /** Checks that the request was refused before a window or a payment existed. */
  void refusedWith(String text) {
    RequestPay.Answer answer = answer();
    assertThat(answer).isInstanceOf(RequestPay.Answer.Refused.class);
    SdkResult result = ((RequestPay.Answer.Refused) answer).result();
    assertThat(result.paymentNumber()).isNull();
    assertThat(result.callback()).containsEntry("imp_uid", null).containsEntry("success", false);
    assertThat(Objects.requireNonNull(result.failure())).isEqualTo(new Refusal("F400", text));
    assertThat(hub.opened).isEmpty();
    assertThat(hub.payments).isEmpty();
    assertThat(hub.sessions.all()).isEmpty();
  }
}
