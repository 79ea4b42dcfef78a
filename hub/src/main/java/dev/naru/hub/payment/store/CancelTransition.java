package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of a cancel: it is claimed, and then either done, or certainly not done by the
 * PG.
 */
public sealed interface CancelTransition extends Transition {

  /**
   * Stores the intent to cancel. It succeeds only if exactly {@code remainingMinor} is left, if
   * that is enough, and if no other cancel of the payment is under way (G09).
   */
  record Claimed(Attempt attempt, long remainingMinor, Instant dueAt, Instant at)
      implements CancelTransition {

    @Override
    public Statement statement() {
      return Statement.of(attempt.merchantId(), attempt.paymentNumber(), at)
          .part(
              "moved",
              """
              update payment set cancel_claim = :attempt
               where merchant_id = :merchant and payment_number = :paymentNumber
                 and state in ('PAID', 'CANCELLED') and cancel_claim is null
                 and amount - cancelled = :remaining and :attemptAmount between 1 and :remaining
              returning provider, method, state\
              """)
          .param("remaining", remainingMinor)
          .begins(attempt, null, null, dueAt)
          .notes("cancel_claimed", attempt.id().toString());
    }
  }

  /**
   * Moves a payment from PAID or CANCELLED to CANCELLED, after a partial or whole cancel.
   *
   * @param taxFreeMinor the tax-free part of the cancelled amount, in minor units; null if not
   *     named
   * @param vatMinor the VAT in the cancelled amount; null if not named
   */
  record Cancelled(
      Attempt attempt,
      CancelOutcome.Cancelled outcome,
      String cancellationId,
      String reason,
      @Nullable Long taxFreeMinor,
      @Nullable Long vatMinor,
      List<WebhookTaskRow> webhooks,
      Instant at)
      implements CancelTransition {

    @Override
    public Statement statement() {
      return Statement.ending(attempt, "cancelled", at)
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

  /**
   * Ends a cancel of which the PG certainly did nothing; the payment doesn't change.
   *
   * @param outcome the journal's word for the reason
   * @param code the PG's code; empty for a refusal by the hub
   * @param text for people
   */
  record NotCancelled(Attempt attempt, String outcome, String code, String text, Instant at)
      implements CancelTransition {

    /** The {@link #outcome()} when the PG surely never got the request. */
    public static final String NOT_SENT = "not_sent";

    @Override
    public Statement statement() {
      return Statement.ending(attempt, outcome, at)
          .part(
              "moved",
              """
              update payment p set cancel_claim = null
               where p.merchant_id = :merchant and p.payment_number = :paymentNumber
                 and p.cancel_claim = :attempt and exists (select 1 from ended)
              returning p.provider, p.method, p.state\
              """)
          .notes("cancel_ended", code + " " + text);
    }
  }
}
