package dev.naru.hub.payment.store;

import static dev.naru.hub.payment.store.TransitionStatement.utc;

import dev.naru.hub.webhook.WebhookTaskRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * READY, AWAITING_DEPOSIT or FAILED → PAID: the PG holds the money of a payment of which the book
 * says otherwise, and a person has said that it is the merchant's.
 *
 * @param said who said it, and why
 * @param saidId of the journal's second line
 */
public record PaymentFoundPaid(
    long merchantId,
    String paymentNumber,
    String pgTid,
    String approvalNumber,
    Instant paidAt,
    String said,
    UUID saidId,
    List<WebhookTaskRow> webhooks,
    Instant at)
    implements Transition {

  @Override
  public TransitionStatement statement() {
    return TransitionStatement.of(merchantId, paymentNumber, at)
        .moves(
            """
            state = 'PAID', holds_order = true, paid_at = :paidAt, pg_tid = :pgTid,
            apply_num = case when :applyNum = '' then p.apply_num else :applyNum end,
            failed_at = null, fail_code = null, fail_reason = null
            """,
            "p.state in ('READY', 'AWAITING_DEPOSIT', 'FAILED') and p.charged")
        .param("paidAt", utc(paidAt))
        .param("pgTid", pgTid)
        .param("applyNum", approvalNumber)
        .notes("paid", pgTid, "moved.amount")
        .says("adopted", said, saidId)
        .tells(webhooks);
  }
}
