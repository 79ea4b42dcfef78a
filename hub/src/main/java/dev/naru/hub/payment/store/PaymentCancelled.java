package dev.naru.hub.payment.store;

import static dev.naru.hub.payment.store.TransitionStatement.utc;

import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PAID or CANCELLED → CANCELLED, in part or wholly.
 *
 * @param taxFreeMinor the tax-free part of what was cancelled; null where none was named
 * @param vatMinor the VAT in it, likewise
 */
public record PaymentCancelled(
    Attempt attempt,
    CancelOutcome.Cancelled outcome,
    String cancellationId,
    String reason,
    @Nullable Long taxFreeMinor,
    @Nullable Long vatMinor,
    List<WebhookTaskRow> webhooks,
    Instant at)
    implements Transition {

  @Override
  public TransitionStatement statement(IssuedKeys keys) {
    return TransitionStatement.ending(attempt, "cancelled", at)
        .moves(
            """
            state = 'CANCELLED', cancelled = p.cancelled + :amount, cancelled_at = :cancelledAt,
            cancel_reason = :reason, cancel_claim = null,
            key_slot = case when p.cancelled + :amount < p.amount then p.key_slot end
            """,
            "p.cancel_claim = :attempt")
        .part(
            "entered",
            """
            insert into payment_cancel (merchant_id, payment_number, cancellation_id, pg_tid,
                                        amount, reason, receipt_url, tax_free, vat,
                                        cancelled_at, no)
            select :merchant, :paymentNumber, :cancellationId, :pgTid, :amount, :reason,
                   :receiptUrl, :taxFree, :vat, :cancelledAt,
                   (select count(*) + 1 from payment_cancel c
                     where c.merchant_id = :merchant and c.payment_number = :paymentNumber)
              from moved\
            """)
        .param("amount", attempt.amountMinor())
        .param("cancelledAt", utc(outcome.cancelledAt()))
        .param("cancellationId", cancellationId)
        .param("pgTid", outcome.cancelTid())
        .param("reason", reason)
        .param("receiptUrl", outcome.receiptUrl(), Types.VARCHAR)
        .param("taxFree", taxFreeMinor, Types.BIGINT)
        .param("vat", vatMinor, Types.BIGINT)
        .notes(
            "cancelled",
            cancellationId + " " + attempt.amountMinor(),
            "case when moved.charged then -cast(:amount as bigint) else 0 end")
        .tells(webhooks);
  }
}
