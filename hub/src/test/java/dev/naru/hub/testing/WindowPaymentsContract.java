package dev.naru.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.payment.Approval;
import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.CreatePayment.NewPayment;
import dev.naru.hub.payment.CreatePayment.Result;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a window's payment does before money is asked for, whoever keeps it: the database, or the
 * hub that the checkout's tests put in its place.
 */
public abstract class WindowPaymentsContract {

  private final String order = Shop.newOrder();

  protected abstract CreatePayment opening();

  protected abstract Approval approval();

  protected abstract Channel channel();

  protected abstract Merchants merchants();

  protected abstract void prepares(String orderNumber, long won);

  /** Puts a payment into a state in which its order holds money. */
  protected abstract void becomes(String paymentNumber, PaymentState state);

  private Result opens(long won) {
    return opening()
        .open(
            new NewPayment(
                channel(),
                order,
                PayMethod.CARD,
                "pc",
                "나루 티셔츠",
                Money.krw(won),
                null,
                null,
                false,
                Payment.Buyer.NOBODY,
                null,
                null,
                List.of(),
                null,
                null,
                false));
  }

  private String opened() {
    return ((Result.Opened) opens(1_000)).paymentNumber();
  }

  private Payment proceeds(String paymentNumber, AuthResult result) {
    Merchant merchant = merchants().byId(channel().merchantId()).orElseThrow();
    return approval().inWindow(merchant, paymentNumber).proceed(result);
  }

  private static AuthResult refused(String code) {
    return new AuthResult.Refused(new PgError(code, "카드사 거절", Category.DECLINED));
  }

  @Test
  void an_order_may_have_several_windows_until_it_is_paid_or_cancelled() {
    opened();
    String paymentNumber = opened();
    becomes(paymentNumber, PaymentState.PAID);
    assertThat(opens(1_000)).isEqualTo(new Result.AlreadyPaid());
    becomes(paymentNumber, PaymentState.CANCELLED);
    assertThat(opens(1_000)).isEqualTo(new Result.AlreadyPaid());
  }

  @Test
  void another_amount_than_the_prepared_one_opens_no_window() {
    prepares(order, 1_000);
    assertThat(opens(999)).isEqualTo(new Result.PreparedAmountDiffers());
    assertThat(opens(1_000)).isInstanceOf(Result.Opened.class);
  }

  @Test
  void a_buyer_who_leaves_fails_a_payment_that_waits_and_no_other() {
    String left = opened();
    Payment failed = approval().leave(channel().merchantId(), left);
    assertThat(failed.state()).isEqualTo(PaymentState.FAILED);
    assertThat(failed.failCode()).isEqualTo(Approval.LEFT_BY_BUYER);

    String paid = opened();
    becomes(paid, PaymentState.PAID);
    assertThat(approval().leave(channel().merchantId(), paid).state()).isEqualTo(PaymentState.PAID);
  }

  @Test
  void a_refusal_fails_it_once_and_a_forged_return_changes_nothing() {
    String paymentNumber = opened();
    assertThat(proceeds(paymentNumber, new AuthResult.Forged("another mid")).state())
        .isEqualTo(PaymentState.READY);

    Payment refused = proceeds(paymentNumber, refused("V801"));
    assertThat(refused.state()).isEqualTo(PaymentState.FAILED);
    assertThat(refused.failCode()).isEqualTo("V801");
    assertThat(proceeds(paymentNumber, refused("0001")).failCode()).isEqualTo("V801");
  }
}
