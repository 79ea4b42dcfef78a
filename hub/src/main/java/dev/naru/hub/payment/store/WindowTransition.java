package dev.naru.hub.payment.store;

import dev.naru.hub.webhook.WebhookTaskRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a payment through a window leaves READY: towards the PG, or without an authentication. */
public sealed interface WindowTransition extends Transition {

  /**
   * READY → APPROVING: the intent, written before the PG hears of it (G02), holding the order so
   * that no other payment of it can be approved (G14). Moves nothing where another amount than the
   * payment's is prepared by now (G07).
   *
   * @param proofSealed what net cancel needs after a crash
   * @param singleUse digest of what may be brought to the PG once; null where that doesn't matter
   * @param dueAt when the janitor takes over
   */
  record Claimed(
      Attempt attempt, byte[] proofSealed, byte @Nullable [] singleUse, Instant dueAt, Instant at)
      implements WindowTransition {

    @Override
    public TransitionStatement statement() {
      return TransitionStatement.of(attempt.merchantId(), attempt.paymentNumber(), at)
          .moves(
              "state = 'APPROVING', holds_order = true",
              """
              p.state = 'READY' and not exists (
                select 1 from prepared_amount a
                 where a.merchant_id = :merchant and a.order_number = p.order_number
                   and (a.amount <> p.amount or a.currency <> p.currency))\
              """)
          .begins(attempt, proofSealed, singleUse, dueAt)
          .notes("claimed", attempt.id().toString());
    }
  }

  /**
   * READY → FAILED: the window ended without an authentication.
   *
   * @param webhooks none, unless the merchant wants to hear of all failures
   */
  record Ended(
      long merchantId,
      String paymentNumber,
      String code,
      String reason,
      List<WebhookTaskRow> webhooks,
      Instant at)
      implements WindowTransition {

    @Override
    public TransitionStatement statement() {
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
}
