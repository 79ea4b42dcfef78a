package dev.naru.hub.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A webhook to one address, as {@link Outbox#INSERT_CTE} inserts it.
 *
 * @param eventId the id of the event; the same at every address
 * @param url empty if the merchant has no address
 * @param state {@code pending} to be sent, {@code not_sent} if the event is only recorded, {@code
 *     no_target} if there is no address
 */
public record WebhookTaskRow(
    long merchantId,
    UUID id,
    UUID eventId,
    String url,
    String contentType,
    String body,
    String state,
    Instant createdAt) {}
