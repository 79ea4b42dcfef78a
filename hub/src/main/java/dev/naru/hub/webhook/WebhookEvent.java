package dev.naru.hub.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a payment that the merchant is told about. It is written in the transaction of the
 * change (G19).
 *
 * @param status V1's status at the time of the event
 * @param cancellationId the id of a cancel; null for other events
 * @param noticeUrls the payment's own addresses; empty for the merchant's address
 * @param send whether to send it; false only records it in the history, as for cancels by the API
 *     (spec/webhooks.md §1)
 */
public record WebhookEvent(
    String paymentNumber,
    String orderNumber,
    String status,
    @Nullable String cancellationId,
    List<String> noticeUrls,
    boolean send) {}
