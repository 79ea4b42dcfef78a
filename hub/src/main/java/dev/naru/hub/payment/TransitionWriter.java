package dev.naru.hub.payment;

import dev.naru.hub.webhook.Outbox;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Outcome.Approved;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** Carries out transitions: one statement, one round trip, one commit each. */
final class TransitionWriter {

  /** Another payment of the same order is paid, or is with the PG right now. */
  static final class OrderHeldException extends RuntimeException {
    OrderHeldException(Throwable cause) {
      super("another payment holds the order", cause);
    }
  }

  /** The authentication has been brought to the PG before, for this order or another one. */
  static final class ProofUsedException extends RuntimeException {
    ProofUsedException(Throwable cause) {
      super("the authentication was used before", cause);
    }
  }

  private static final String SINGLE_USE = "attempt_single_use";

  private static final String JOURNAL =
      """
      noted as (
        insert into journal (merchant_id, imp_uid, id, at, what, detail)
        select :merchant, :impUid, :journalId, :now, :what, :detail where exists (select 1 from moved)
      )
      """;

  private static final String END_ATTEMPT =
      """
      with ended as (
        update attempt set due_at = null, outcome = :outcome, ended_at = :now
         where merchant_id = :merchant and id = :attempt and fence = :fence and due_at is not null
        returning imp_uid
      )
      """;

  private static final String TOLD =
      ", told as (" + Outbox.INSERT_CTE + " where exists (select 1 from moved))\n";

  private static final String MOVED = "select exists (select 1 from moved)";

  private final JdbcClient db;
  private final JsonMapper json;

  TransitionWriter(JdbcClient db, JsonMapper json) {
    this.db = db;
    this.json = json;
  }

  /**
   * @return false when the move isn't possible any more: the payment isn't where it must be for it,
   *     or the attempt is another worker's. Nothing has changed then.
   * @throws OrderHeldException for {@link Transition.Claimed} only
   * @throws ProofUsedException the same
   */
  boolean execute(Transition transition) {
    return switch (transition) {
      case Transition.EndedInWindow ended -> endInWindow(ended);
      case Transition.Claimed claimed -> claim(claimed);
      case Transition.Paid paid -> pay(paid);
      case Transition.Failed failed -> fail(failed);
      case Transition.CancelClaimed claimed -> claimCancel(claimed);
      case Transition.Cancelled cancelled -> cancel(cancelled);
      case Transition.CancelEnded ended -> endCancel(ended);
    };
  }

  private boolean endInWindow(Transition.EndedInWindow ended) {
    StatementSpec statement =
        db.sql(
                """
                with moved as (
                  update payment
                     set state = 'FAILED', failed_at = :now, updated_at = :now,
                         fail_code = :code, fail_reason = :reason
                   where merchant_id = :merchant and imp_uid = :impUid and state = 'READY'
                  returning 1
                ),
                """
                    + JOURNAL
                    + MOVED)
            .param("code", ended.code())
            .param("reason", ended.reason());
    return moved(
        statement, ended.merchantId(), ended.impUid(), "ended_in_window", ended.code(), ended.at());
  }

  private boolean claim(Transition.Claimed claimed) {
    Attempt attempt = claimed.attempt();
    StatementSpec statement =
        db.sql(
                """
                with moved as (
                  update payment set state = 'APPROVING', holds_order = true, updated_at = :now
                   where merchant_id = :merchant and imp_uid = :impUid and state = 'READY'
                  returning 1
                ), attempted as (
                  insert into attempt (merchant_id, id, imp_uid, kind, amount, request, proof_sealed,
                                       single_use, due_at, created_at)
                  select :merchant, :attempt, :impUid, 'APPROVE', :amount, '{}', :proof, :singleUse,
                         :due, :now
                    from moved
                ),
                """
                    + JOURNAL
                    + MOVED)
            .param("attempt", attempt.id())
            .param("amount", attempt.amountMinor())
            .param("proof", claimed.proofSealed())
            .param("singleUse", claimed.singleUse(), Types.BINARY)
            .param("due", utc(claimed.dueAt()));
    try {
      return moved(statement, attempt, "claimed", attempt.id().toString(), claimed.at());
    } catch (DuplicateKeyException taken) {
      throw String.valueOf(taken.getMessage()).contains(SINGLE_USE)
          ? new ProofUsedException(taken)
          : new OrderHeldException(taken);
    }
  }

  private boolean pay(Transition.Paid paid) {
    Approved approved = paid.approved();
    StatementSpec statement =
        db.sql(
                END_ATTEMPT
                    + """
                    , moved as (
                      update payment p
                         set state = 'PAID', paid_at = :paidAt, updated_at = :now, pg_tid = :pgTid,
                             method = :method, emb_pg_provider = :embPgProvider,
                             apply_num = :applyNum, card = :card::jsonb, receipt_url = :receiptUrl
                        from ended
                       where p.merchant_id = :merchant and p.imp_uid = ended.imp_uid
                         and p.state = 'APPROVING'
                      returning 1
                    ),
                    """
                    + JOURNAL
                    + TOLD
                    + MOVED)
            .param("attempt", paid.attempt().id())
            .param("fence", paid.attempt().fence())
            .param("outcome", "approved")
            .param("paidAt", utc(approved.approvedAt()))
            .param("pgTid", approved.pgTid())
            .param("method", approved.method().name())
            .param("embPgProvider", approved.embPgProvider(), Types.VARCHAR)
            .param("applyNum", approved.applyNum())
            .param(
                "card",
                approved.card() == null ? null : json.writeValueAsString(approved.card()),
                Types.VARCHAR)
            .param("receiptUrl", approved.receiptUrl(), Types.VARCHAR);
    return moved(
        withWebhooks(statement, paid.webhooks()),
        paid.attempt(),
        "paid",
        approved.pgTid(),
        paid.at());
  }

  private boolean fail(Transition.Failed failed) {
    StatementSpec statement =
        db.sql(
                END_ATTEMPT
                    + """
                    , moved as (
                      update payment p
                         set state = 'FAILED', holds_order = false, failed_at = :now,
                             updated_at = :now, fail_code = :code, fail_reason = :reason
                        from ended
                       where p.merchant_id = :merchant and p.imp_uid = ended.imp_uid
                         and p.state = 'APPROVING'
                      returning 1
                    ),
                    """
                    + JOURNAL
                    + MOVED)
            .param("attempt", failed.attempt().id())
            .param("fence", failed.attempt().fence())
            .param("outcome", failed.outcome())
            .param("code", failed.code())
            .param("reason", failed.reason());
    return moved(
        statement, failed.attempt(), "failed", failed.outcome() + " " + failed.code(), failed.at());
  }

  private boolean claimCancel(Transition.CancelClaimed claimed) {
    Attempt attempt = claimed.attempt();
    StatementSpec statement =
        db.sql(
                """
                with moved as (
                  update payment set cancel_claim = :attempt
                   where merchant_id = :merchant and imp_uid = :impUid
                     and state in ('PAID', 'CANCELLED') and cancel_claim is null
                     and amount - cancelled = :remaining and :amount between 1 and :remaining
                  returning 1
                ), attempted as (
                  insert into attempt (merchant_id, id, imp_uid, kind, amount, request, due_at,
                                       created_at)
                  select :merchant, :attempt, :impUid, 'CANCEL', :amount, :request::jsonb, :due,
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

  private boolean cancel(Transition.Cancelled cancelled) {
    StatementSpec statement =
        db.sql(
                END_ATTEMPT
                    + """
                    , moved as (
                      update payment p
                         set state = 'CANCELLED', cancelled = p.cancelled + :amount,
                             cancelled_at = :cancelledAt, updated_at = :now,
                             cancel_reason = :reason, cancel_claim = null
                        from ended
                       where p.merchant_id = :merchant and p.imp_uid = ended.imp_uid
                         and p.cancel_claim = :attempt
                      returning 1
                    ), entered as (
                      insert into payment_cancel (merchant_id, imp_uid, cancellation_id, pg_tid,
                                                  amount, reason, receipt_url, cancelled_at)
                      select :merchant, :impUid, :cancellationId, :pgTid, :amount, :reason,
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

  private boolean endCancel(Transition.CancelEnded ended) {
    StatementSpec statement =
        db.sql(
                END_ATTEMPT
                    + """
                    , moved as (
                      update payment p set cancel_claim = null
                        from ended
                       where p.merchant_id = :merchant and p.imp_uid = ended.imp_uid
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

  private static StatementSpec withWebhooks(StatementSpec statement, List<WebhookTaskRow> tasks) {
    return statement.param("webhook_tasks", Outbox.toJson(tasks));
  }

  private static boolean moved(
      StatementSpec statement, Attempt attempt, String what, String detail, Instant at) {
    return moved(statement, attempt.merchantId(), attempt.impUid(), what, detail, at);
  }

  private static boolean moved(
      StatementSpec statement,
      long merchantId,
      String impUid,
      String what,
      String detail,
      Instant at) {
    return statement
        .param("merchant", merchantId)
        .param("impUid", impUid)
        .param("journalId", UUID.randomUUID())
        .param("what", what)
        .param("detail", detail)
        .param("now", utc(at))
        .query(Boolean.class)
        .single();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
