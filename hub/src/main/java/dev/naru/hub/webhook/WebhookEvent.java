package dev.naru.hub.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a merchant is told: written in the same transaction as the change it tells of (G19).
 *
 * @param status V1's status at the time of the event
 * @param cancellationId on cancels, else null
 * @param noticeUrls the payment's own targets; empty for the merchant's address
 * @param send false records the event in the history as "not sent" (cancels by API,
 *     spec/webhooks.md §1)
 */
public record WebhookEvent(
    String paymentNumber,
    String orderNumber,
    String status,
    @Nullable String cancellationId,
    List<String> noticeUrls,
    boolean send) {}
