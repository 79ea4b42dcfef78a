package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Merchants.NewMerchant;
import dev.naru.hub.merchant.Settings;
import dev.naru.hub.merchant.Tokens;
import dev.naru.hub.testing.PaymentsContract;
import dev.naru.hub.testing.PreparedAmountsContract;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.TokensContract;
import dev.naru.hub.testing.WindowPaymentsContract;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The real hub keeps the contracts by which tests put another in its place. */
class RealHubTest {

  private static final RunningHub HUB = RunningHub.shared();

  private static void becomes(String paymentNumber, PaymentState state, boolean holdsOrder) {
    HUB.world
        .db()
        .sql(
            """
            update payment set state = :state, holds_order = :holds, paid_at = :now,
                               updated_at = :now, cancelled = 0
             where payment_number = :id
            """)
        .param("state", state.name())
        .param("holds", holdsOrder)
        .param("now", HUB.world.time.instant().atOffset(ZoneOffset.UTC))
        .param("id", paymentNumber)
        .update();
  }

  @Nested
  class OfPayments extends PaymentsContract {

    private final Shop shop = HUB.newShop();
    private final Shop other = HUB.newShop();

    @Override
    protected Payments payments() {
      return HUB.bean(Payments.class);
    }

    @Override
    protected long merchant() {
      return shop.merchant.id();
    }

    @Override
    protected long otherMerchant() {
      return other.merchant.id();
    }

    @Override
    protected String opens(long merchantId, String orderNumber) {
      HUB.world.time.advance(Duration.ofSeconds(1));
      return shop.buyer().opens(orderNumber, 1_000).paymentNumber();
    }

    @Override
    protected void pays(String paymentNumber) {
      HUB.world.time.advance(Duration.ofSeconds(60));
      becomes(paymentNumber, PaymentState.PAID, false);
    }
  }

  @Nested
  class OfPreparedAmounts extends PreparedAmountsContract {

    private final Shop shop = HUB.newShop();
    private final Shop other = HUB.newShop();

    @Override
    protected PreparedAmounts amounts() {
      return HUB.bean(PreparedAmounts.class);
    }

    @Override
    protected long merchant() {
      return shop.merchant.id();
    }

    @Override
    protected long otherMerchant() {
      return other.merchant.id();
    }
  }

  @Nested
  class OfTokens extends TokensContract {

    @Override
    protected Tokens tokens() {
      return HUB.bean(Tokens.class);
    }

    @Override
    protected Login login() {
      var created =
          HUB.bean(Merchants.class)
              .create(new NewMerchant(null, "가게", null, null, new Settings(Map.of())));
      return new Login(created.merchant().id(), created.apiKey(), created.apiSecret());
    }
  }

  @Nested
  class OfWindows extends WindowPaymentsContract {

    private final Shop shop = HUB.newShop();

    @Override
    protected CreatePayment opening() {
      return HUB.bean(CreatePayment.class);
    }

    @Override
    protected Approval approval() {
      return HUB.bean(Approval.class);
    }

    @Override
    protected Merchants merchants() {
      return HUB.bean(Merchants.class);
    }

    @Override
    protected Channel channel() {
      return HUB.bean(Channels.class).of(shop.merchant.id()).getFirst();
    }

    @Override
    protected void prepares(String orderNumber, long won) {
      HUB.bean(PreparedAmounts.class)
          .put(
              shop.merchant.id(),
              new PreparedAmounts.Prepared(orderNumber, BigDecimal.valueOf(won), null));
    }

    @Override
    protected void becomes(String paymentNumber, PaymentState state) {
      RealHubTest.becomes(paymentNumber, state, true);
    }
  }
}
