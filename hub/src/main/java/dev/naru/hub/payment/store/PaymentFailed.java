package dev.naru.hub.payment.store;

import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.webhook.WebhookTaskRow;
import java.time.Instant;
import java.util.List;

/**
 * APPROVING → FAILED: the PG certainly holds no money of it. The order is free again.
 *
 * @param outcome the journal's word for why
 * @param code the PG's, empty for a failure of our own
 * @param webhooks none for a window, whose buyer is told, unless the merchant wants all failures
 */
public record PaymentFailed(
    Attempt attempt,
    String outcome,
    String code,
    String reason,
    List<WebhookTaskRow> webhooks,
    Instant at)
    implements Transition {

  /** {@link #outcome()} where the PG surely never got the request. */
  public static final String NOT_SENT = "not_sent";

  @Override
  public TransitionStatement statement(IssuedKeys keys) {
    return TransitionStatement.ending(attempt, outcome, at)
        .moves(
            """
            state = 'FAILED', holds_order = false, key_slot = null, failed_at = :now,
            fail_code = :code, fail_reason = :reason
            """,
            "p.state = 'APPROVING'")
        .param("code", code)
        .param("reason", reason)
        .notes("failed", outcome + " " + code)
        .tells(webhooks);
  }
}
