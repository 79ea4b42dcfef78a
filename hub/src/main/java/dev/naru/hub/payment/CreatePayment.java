package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PayMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Beginning a payment through a window: the last checks, then a payment in READY. */
public interface CreatePayment {

  /** One round trip: looks for a paid order and the prepared amount, and enters the payment. */
  Result open(NewPayment payment);

  /**
   * A window payment that passed the checks that need no database.
   *
   * @param noticeUrls where this payment's webhooks go instead of the merchant's own address
   * @param confirmUrl asked before the approval, null for none
   * @param customerKey what the billing key to be issued is called; null for an ordinary payment
   */
  record NewPayment(
      Channel channel,
      String orderNumber,
      PayMethod method,
      String device,
      @Nullable String name,
      Money amount,
      @Nullable Long taxFreeMinor,
      @Nullable Long vatMinor,
      boolean escrow,
      Payment.Buyer buyer,
      @Nullable String customData,
      @Nullable String userAgent,
      List<String> noticeUrls,
      @Nullable String confirmUrl,
      @Nullable String customerKey,
      boolean allowReuseAfterFullCancel) {}

  /** The new payment, or why there is none. */
  sealed interface Result {
    record Opened(String paymentNumber) implements Result {}

    /** The order was paid before (F1002). */
    record AlreadyPaid() implements Result {}

    /** The amount isn't the prepared one (F1003). */
    record PreparedAmountDiffers() implements Result {}
  }
}
