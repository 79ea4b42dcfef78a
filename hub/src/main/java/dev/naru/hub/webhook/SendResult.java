package dev.naru.hub.webhook;

import dev.naru.hub.webhook.DeliveryBackoff.Next;
import dev.naru.hub.webhook.MerchantServer.Answer;
import java.time.Duration;
import java.time.Instant;

/**
 * The result of a send.
 *
 * @param at when the send began
 * @param endedAt when it ended, which is when the pause before a resend begins
 * @param pause the pause before the resend; zero when there is none
 */
record SendResult(
    DueTask task, Instant at, Instant endedAt, Answer answer, Next next, Duration pause) {}
