package dev.naru.hub.v1;

import dev.naru.hub.merchant.Tokens;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.payment.PreparedAmounts;
import dev.naru.hub.testing.PaymentsContract;
import dev.naru.hub.testing.PreparedAmountsContract;
import dev.naru.hub.testing.TokensContract;
import java.time.Instant;
import org.junit.jupiter.api.Nested;

/** The hub that V1's tests talk to does as the real one does. */
class FakeHubTest {

  @Nested
  class OfPayments extends PaymentsContract {

    private final FakeHub hub = new FakeHub();
    private Instant now = FakeHub.NOW;

    @Override
    protected Payments payments() {
      return hub.new MemoryPayments();
    }

    @Override
    protected long merchant() {
      return FakeHub.MERCHANT;
    }

    @Override
    protected long otherMerchant() {
      return FakeHub.OTHER_MERCHANT;
    }

    @Override
    protected String opens(long merchantId, String orderNumber) {
      now = now.plusSeconds(1);
      String paymentNumber = "imp_%012d".formatted(hub.payments.size());
      hub.payments.add(OnTheWire.ready(paymentNumber, orderNumber, now));
      return paymentNumber;
    }

    /** A minute after its start, as {@link OnTheWire} has it. */
    @Override
    protected void pays(String paymentNumber) {
      now = now.plusSeconds(60);
      Payment it = payments().find(merchant(), paymentNumber).orElseThrow();
      hub.payments.remove(it);
      hub.payments.add(
          OnTheWire.payment(
              paymentNumber, it.orderNumber(), PaymentState.PAID, it.startedAt(), OnTheWire.CARD));
    }
  }

  @Nested
  class OfPreparedAmounts extends PreparedAmountsContract {

    private final PreparedAmounts amounts = new FakeHub().new MemoryPrepared();

    @Override
    protected PreparedAmounts amounts() {
      return amounts;
    }

    @Override
    protected long merchant() {
      return FakeHub.MERCHANT;
    }

    @Override
    protected long otherMerchant() {
      return FakeHub.OTHER_MERCHANT;
    }
  }

  @Nested
  class OfTokens extends TokensContract {

    @Override
    protected Tokens tokens() {
      return new FakeHub().new MemoryTokens();
    }

    @Override
    protected Login login() {
      return new Login(FakeHub.MERCHANT, FakeHub.KEY, FakeHub.SECRET);
    }
  }
}
