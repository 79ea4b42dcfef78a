package dev.naru.hub.simulation;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.payment.CreatePayment.Result;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.payment.PreparedAmounts;
import dev.naru.hub.payment.store.Attempt;
import dev.naru.hub.payment.store.Attempt.Kind;
import dev.naru.hub.payment.store.ChargeEnded;
import dev.naru.hub.payment.store.DepositApplied;
import dev.naru.hub.payment.store.WindowTransition;
import dev.naru.hub.testing.PaymentsContract;
import dev.naru.hub.testing.PreparedAmountsContract;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome.AccountIssued;
import dev.naru.pg.spi.Outcome.Bank;
import dev.naru.pg.spi.Outcome.VirtualAccount;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;

/**
 * The simulation's store does what the database does: these, and {@link
 * dev.naru.hub.payment.MemoryTransitionsTest}.
 */
class MemoryStoreTest {

  private static final long MERCHANT = 1;
  private static final long OTHER_MERCHANT = 2;

  private static Merchants merchants() {
    return new Merchants(List.of(Simulated.channel().connector()), MERCHANT);
  }

  @Nested
  class OfPreparedAmounts extends PreparedAmountsContract {

    private final PreparedAmounts amounts = Simulated.store().prepared();

    @Override
    protected PreparedAmounts amounts() {
      return amounts;
    }

    @Override
    protected long merchant() {
      return MERCHANT;
    }

    @Override
    protected long otherMerchant() {
      return OTHER_MERCHANT;
    }
  }

  @Nested
  class OfPayments extends PaymentsContract {

    private static final long AMOUNT = 1_000;

    private final Merchants merchants = merchants();
    private Instant now = Simulated.NOW;
    private final MemoryStore store = new MemoryStore(SimulatedVault.VAULT, () -> now);

    @Override
    protected Payments payments() {
      return store.payments().payments();
    }

    @Override
    protected long merchant() {
      return MERCHANT;
    }

    @Override
    protected long otherMerchant() {
      return OTHER_MERCHANT;
    }

    @Override
    protected String opens(long merchantId, String orderNumber) {
      now = now.plusSeconds(1);
      Channel channel = merchants.channels().of(merchantId).getFirst();
      Result opened =
          store
              .opening()
              .open(merchants.payment(channel, orderNumber, PayMethod.CARD, "pc", AMOUNT));
      return ((Result.Opened) opened).paymentNumber();
    }

    @Override
    protected void pays(String paymentNumber) {
      now = now.plusSeconds(60);
      UUID id = UUID.randomUUID();
      var attempt = new Attempt(MERCHANT, id, paymentNumber, Kind.APPROVE, AMOUNT, "{}", 0);
      var transitions = store.payments().transitions();
      transitions.execute(
          new WindowTransition.Claimed(attempt, new byte[] {1}, null, now.plusSeconds(45), now));
      // Two payments of an order are paid by deposits alone.
      var account =
          new VirtualAccount(
              new Bank("088", "신한은행"), "562", "나루", LocalDateTime.of(2026, 12, 24, 0, 0));
      transitions.execute(
          new ChargeEnded.AccountOpened(
              attempt,
              new AccountIssued(UUID.randomUUID().toString(), Money.krw(AMOUNT), account, now),
              List.of(),
              now));
      transitions.execute(
          new DepositApplied(MERCHANT, paymentNumber, "notice", now, false, List.of(), now));
    }
  }
}
