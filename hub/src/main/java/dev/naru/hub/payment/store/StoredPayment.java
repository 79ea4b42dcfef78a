package dev.naru.hub.payment.store;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.webhook.WebhookEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment with the values that only this module needs.
 *
 * @param noticeUrls the payment's own webhook addresses
 * @param confirmUrl the address that is called before the approval; null for none
 * @param pgOrderNumber the PG's order number if it isn't the payment number, because the payment
 *     was made through another hub; null otherwise
 * @param tax the tax parts of the payment and of its cancels
 * @param tellsFailure whether the merchant gets a webhook of a failure too
 */
public record StoredPayment(
    Payment payment,
    List<String> noticeUrls,
    @Nullable String confirmUrl,
    boolean tellsFailure,
    @Nullable String pgOrderNumber,
    Tax tax) {

  /** The webhook event for the payment's change to that state. */
  public WebhookEvent event(PaymentState state) {
    return event(state, null, true);
  }

  /**
   * The webhook event for a change or a cancel.
   *
   * @param cancellationId the id of the cancel; null for other events
   * @param send false to record the webhook without sending it
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
   * @param taxFree null if the merchant named none, which means that nothing is tax-free
   * @param vat null if the merchant left the VAT to the PG
   * @param cancelledTaxFree the sum over the cancels that named a tax-free part
   * @param cancelledVat the sum over the cancels that named the VAT
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
