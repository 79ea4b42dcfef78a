package dev.naru.hub.payment.store;

import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.webhook.WebhookTaskRow;
import java.time.Instant;
import java.util.List;

/**
 * READY → FAILED: the window ended without an authentication.
 *
 * @param webhooks none, unless the merchant wants to hear of all failures
 */
public record WindowEnded(
    long merchantId,
    String paymentNumber,
    String code,
    String reason,
    List<WebhookTaskRow> webhooks,
    Instant at)
    implements Transition {

  @Override
  public TransitionStatement statement(IssuedKeys keys) {
    return TransitionStatement.of(merchantId, paymentNumber, at)
        .moves(
            "state = 'FAILED', failed_at = :now, fail_code = :code, fail_reason = :reason",
            "p.state = 'READY'")
        .param("code", code)
        .param("reason", reason)
        .notes("ended_in_window", code)
        .tells(webhooks);
  }
}
