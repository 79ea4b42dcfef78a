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
    TaxParts tax) {

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
}
