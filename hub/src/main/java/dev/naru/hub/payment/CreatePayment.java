package dev.naru.hub.payment;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.webhook.WebhookEvent;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PayMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates a payment through a window, in state READY. The same statement checks the order and the
 * amount that the merchant has registered beforehand.
 */
public interface CreatePayment {

  /**
   * Creates the payment in one round trip to the database, unless the order is paid or the amount
   * differs from the prepared one.
   */
  Result open(NewPayment payment);

  /**
   * A window payment that passed the checks that need no database.
   *
   * @param noticeUrls the addresses of this payment's webhooks in place of the merchant's own
   *     address
   * @param confirmUrl the address that the hub calls before the approval; null for none
   * @param customerKey the customer key of the billing key to be issued; null for an ordinary
   *     payment
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
      boolean allowReuseAfterFullCancel) {

    /** The webhook event for the payment's change to that state. */
    public WebhookEvent event(String paymentNumber, PaymentState state) {
      return new WebhookEvent(paymentNumber, orderNumber, state.v1Status(), null, noticeUrls, true);
    }
  }

  /** The new payment, or the reason why none was created. */
  sealed interface Result {
    record Opened(String paymentNumber) implements Result {}

    /** The order was paid before (F1002). */
    record AlreadyPaid() implements Result {}

    /** The amount isn't the prepared one (F1003). */
    record PreparedAmountDiffers() implements Result {}
  }
}
