package dev.naru.hub.webhook;

import dev.naru.hub.webhook.DeliveryBackoff.Next;
import dev.naru.hub.webhook.MerchantServer.Answer;
import java.time.Duration;
import java.time.Instant;

/**
 * How a send ended.
 *
 * @param at when it began
 * @param endedAt when it ended; the pause before a resend begins here
 * @param pause before the resend; zero when there is none
 */
record SendResult(
    DueTask task, Instant at, Instant endedAt, Answer answer, Next next, Duration pause) {}
