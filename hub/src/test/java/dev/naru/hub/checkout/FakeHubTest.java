package dev.naru.hub.checkout;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Approval;
import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.testing.WindowPaymentsContract;

/** The hub that the checkout's tests talk to does as the real one does. */
class FakeHubTest extends WindowPaymentsContract {

  private final FakeHub hub = new FakeHub();

  @Override
  protected CreatePayment opening() {
    return hub;
  }

  @Override
  protected Approval approval() {
    return hub;
  }

  @Override
  protected Merchants merchants() {
    return hub;
  }

  @Override
  protected Channel channel() {
    return hub.channel();
  }

  @Override
  protected void prepares(String orderNumber, long won) {
    hub.preparedMinor = won;
  }

  @Override
  protected void becomes(String paymentNumber, PaymentState state) {
    Payment it = hub.find(1, paymentNumber).orElseThrow();
    hub.put(FakeHub.with(it, state, null, null));
  }
}
