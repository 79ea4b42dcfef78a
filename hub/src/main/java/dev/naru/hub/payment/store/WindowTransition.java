package dev.naru.hub.payment.store;

import dev.naru.hub.webhook.WebhookTaskRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transitions by which a payment through a window leaves READY: for the PG's approval, or
 * without an authentication.
 */
public sealed interface WindowTransition extends Transition {

  /**
   * Moves a payment from READY to APPROVING and stores the intent before the PG is called (G02).
   * The payment holds its order, so that no other payment of the order can be approved (G14).
   * Nothing changes if another amount than the payment's is prepared by now (G07).
   *
   * @param proofSealed the sealed values that a net cancel needs after a crash
   * @param singleUse a digest of a value that may be used only once at the PG; null for none
   * @param dueAt when the janitor takes over
   */
  record Claimed(
      Attempt attempt, byte[] proofSealed, byte @Nullable [] singleUse, Instant dueAt, Instant at)
      implements WindowTransition {

    @Override
    public Statement statement() {
      return Statement.of(attempt.merchantId(), attempt.paymentNumber(), at)
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
   * Moves a payment from READY to FAILED, because the window ended without an authentication.
   *
   * @param webhooks empty unless the merchant wants webhooks for all failures
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
    public Statement statement() {
      return Statement.of(merchantId, paymentNumber, at)
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
