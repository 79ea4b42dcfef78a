/**
 * Webhooks to merchants: outbox, deliveries with their retries, history; and the client that all
 * requests to merchants' servers go through.
 */
@NullMarked
package dev.naru.hub.webhook;

import org.jspecify.annotations.NullMarked;
