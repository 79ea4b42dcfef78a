package dev.naru.hub.payment.store;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.webhook.WebhookEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment with what only this module needs of it.
 *
 * @param noticeUrls its own webhook targets
 * @param confirmUrl asked before the approval
 * @param pgOrderNumber the order number that the PG knows it by, where that isn't its own number
 *     because another hub sold it; null otherwise
 * @param tax its tax parts, and those of its cancels
 * @param tellsFailure whether the merchant hears by webhook of a failure too
 */
public record StoredPayment(
    Payment payment,
    List<String> noticeUrls,
    @Nullable String confirmUrl,
    boolean tellsFailure,
    @Nullable String pgOrderNumber,
    Tax tax) {

  /** The event that webhooks tell when the payment comes to that state. */
  public WebhookEvent event(PaymentState state) {
    return event(state, null, true);
  }

  /**
   * The same, of a cancel too.
   *
   * @param cancellationId of a cancel; null otherwise
   * @param send false to keep the webhook and not send it
   */
  public WebhookEvent event(PaymentState state, @Nullable String cancellationId, boolean send) {
    return new WebhookEvent(
        payment.paymentNumber(),
        payment.orderNumber(),
        state.v1Status(),
        cancellationId,
        noticeUrls,
        send);
  }

  /**
   * The tax parts of a payment, and of its cancels so far, in minor units (spec/rest-api.md
   * §4.3.8).
   *
   * @param taxFree null where the merchant named none, which means that nothing is tax-free
   * @param vat null where the merchant left it to the PG
   * @param cancelledTaxFree of the cancels that named it
   * @param cancelledVat of the cancels that named it
   */
  public record Tax(
      @Nullable Long taxFree, @Nullable Long vat, long cancelledTaxFree, long cancelledVat) {

    /** How much of the tax-free part may still be cancelled. */
    public long taxFreeLeft() {
      return Math.max(0, (taxFree == null ? 0 : taxFree) - cancelledTaxFree);
    }

    /** How much of the VAT may still be cancelled; null where the merchant never named it. */
    public @Nullable Long vatLeft() {
      return vat == null ? null : Math.max(0, vat - cancelledVat);
    }
  }
}
