package dev.naru.hub.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * One notice to one address, as {@link Outbox#INSERT_CTE} writes it.
 *
 * @param url empty where the merchant has no address
 * @param state {@code pending}, {@code not_sent} or {@code no_target}
 */
public record WebhookTaskRow(
    long merchantId,
    UUID id,
    String paymentNumber,
    String url,
    String contentType,
    String body,
    String state,
    Instant createdAt) {}
