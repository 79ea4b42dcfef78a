package dev.naru.hub.payment;

import static dev.naru.hub.payment.TransitionSql.END_ATTEMPT;
import static dev.naru.hub.payment.TransitionSql.JOURNAL;
import static dev.naru.hub.payment.TransitionSql.MOVED;
import static dev.naru.hub.payment.TransitionSql.TOLD;
import static dev.naru.hub.payment.TransitionSql.moved;
import static dev.naru.hub.payment.TransitionSql.utc;
import static dev.naru.hub.payment.TransitionSql.withWebhooks;

import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The moves that give money back. */
final class CancelTransitionSql {

  private final JdbcClient db;

  CancelTransitionSql(JdbcClient db) {
    this.db = db;
  }

  boolean claimCancel(Transition.CancelClaimed claimed) {
    Attempt attempt = claimed.attempt();
    StatementSpec statement =
        db.sql(
                """
                with moved as (
                  update payment set cancel_claim = :attempt
                   where merchant_id = :merchant and payment_number = :paymentNumber
                     and state in ('PAID', 'CANCELLED') and cancel_claim is null
                     and amount - cancelled = :remaining and :amount between 1 and :remaining
                  returning 1
                ), attempted as (
                  insert into attempt (merchant_id, id, payment_number, kind, amount, request, due_at,
                                       created_at)
                  select :merchant, :attempt, :paymentNumber, 'CANCEL', :amount, :request::jsonb, :due,
                         :now
                    from moved
                ),
                """
                    + JOURNAL
                    + MOVED)
            .param("attempt", attempt.id())
            .param("amount", attempt.amountMinor())
            .param("remaining", claimed.remainingMinor())
            .param("request", attempt.request())
            .param("due", utc(claimed.dueAt()));
    return moved(statement, attempt, "cancel_claimed", attempt.id().toString(), claimed.at());
  }

  boolean cancel(Transition.Cancelled cancelled) {
    StatementSpec statement =
        db.sql(
                END_ATTEMPT
                    + """
                    , moved as (
                      update payment p
                         set state = 'CANCELLED', cancelled = p.cancelled + :amount,
                             cancelled_at = :cancelledAt, updated_at = :now,
                             cancel_reason = :reason, cancel_claim = null,
                             key_slot = case when p.cancelled + :amount < p.amount
                                             then p.key_slot end
                        from ended
                       where p.merchant_id = :merchant and p.payment_number = ended.payment_number
                         and p.cancel_claim = :attempt
                      returning 1
                    ), entered as (
                      insert into payment_cancel (merchant_id, payment_number, cancellation_id, pg_tid,
                                                  amount, reason, receipt_url, cancelled_at)
                      select :merchant, :paymentNumber, :cancellationId, :pgTid, :amount, :reason,
                             :receiptUrl, :cancelledAt
                        from moved
                    ),
                    """
                    + JOURNAL
                    + TOLD
                    + MOVED)
            .param("attempt", cancelled.attempt().id())
            .param("fence", cancelled.attempt().fence())
            .param("outcome", "cancelled")
            .param("amount", cancelled.attempt().amountMinor())
            .param("cancelledAt", utc(cancelled.outcome().cancelledAt()))
            .param("cancellationId", cancelled.cancellationId())
            .param("pgTid", cancelled.outcome().cancelTid())
            .param("reason", cancelled.reason())
            .param("receiptUrl", cancelled.outcome().receiptUrl(), Types.VARCHAR);
    return moved(
        withWebhooks(statement, cancelled.webhooks()),
        cancelled.attempt(),
        "cancelled",
        cancelled.cancellationId() + " " + cancelled.attempt().amountMinor(),
        cancelled.at());
  }

  boolean endCancel(Transition.CancelEnded ended) {
    StatementSpec statement =
        db.sql(
                END_ATTEMPT
                    + """
                    , moved as (
                      update payment p set cancel_claim = null
                        from ended
                       where p.merchant_id = :merchant and p.payment_number = ended.payment_number
                         and p.cancel_claim = :attempt
                      returning 1
                    ),
                    """
                    + JOURNAL
                    + MOVED)
            .param("attempt", ended.attempt().id())
            .param("fence", ended.attempt().fence())
            .param("outcome", ended.outcome());
    return moved(statement, ended.attempt(), "cancel_ended", ended.detail(), ended.at());
  }
}
