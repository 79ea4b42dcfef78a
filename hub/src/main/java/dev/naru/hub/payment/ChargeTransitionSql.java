package dev.naru.hub.payment;

import static dev.naru.hub.payment.TransitionSql.END_ATTEMPT;
import static dev.naru.hub.payment.TransitionSql.JOURNAL;
import static dev.naru.hub.payment.TransitionSql.MOVED;
import static dev.naru.hub.payment.TransitionSql.TOLD;
import static dev.naru.hub.payment.TransitionSql.moved;
import static dev.naru.hub.payment.TransitionSql.text;
import static dev.naru.hub.payment.TransitionSql.utc;
import static dev.naru.hub.payment.TransitionSql.withKey;
import static dev.naru.hub.payment.TransitionSql.withWebhooks;

import dev.naru.hub.payment.TransitionWriter.OrderHeldException;
import dev.naru.hub.payment.TransitionWriter.ProofUsedException;
import dev.naru.pg.spi.Outcome.Approved;
import java.sql.Types;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The moves from an open window to money, an account, a key, or nothing. */
final class ChargeTransitionSql {

  private static final String SINGLE_USE = "attempt_single_use";

  private final JdbcClient db;
  private final String kept;

  ChargeTransitionSql(JdbcClient db, IssuedKeys keys) {
    this.db = db;
    this.kept = ", kept as (" + keys.upsertFromPayment() + ")\n";
  }

  boolean endInWindow(Transition.EndedInWindow ended) {
    StatementSpec statement =
        db.sql(
                """
                with moved as (
                  update payment
                     set state = 'FAILED', failed_at = :now, updated_at = :now,
                         fail_code = :code, fail_reason = :reason
                   where merchant_id = :merchant and payment_number = :paymentNumber and state = 'READY'
                  returning 1
                ),
                """
                    + JOURNAL
                    + MOVED)
            .param("code", ended.code())
            .param("reason", ended.reason());
    return moved(
        statement,
        ended.merchantId(),
        ended.paymentNumber(),
        "ended_in_window",
        ended.code(),
        ended.at());
  }

  boolean claim(Transition.Claimed claimed) {
    Attempt attempt = claimed.attempt();
    StatementSpec statement =
        db.sql(
                """
                with moved as (
                  update payment set state = 'APPROVING', holds_order = true, updated_at = :now
                   where merchant_id = :merchant and payment_number = :paymentNumber and state = 'READY'
                  returning 1
                ), attempted as (
                  insert into attempt (merchant_id, id, payment_number, kind, amount, request, proof_sealed,
                                       single_use, due_at, created_at)
                  select :merchant, :attempt, :paymentNumber, 'APPROVE', :amount, '{}', :proof, :singleUse,
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

  boolean pay(Transition.Paid paid) {
    Approved approved = paid.approved();
    StatementSpec statement =
        db.sql(
                END_ATTEMPT
                    + """
                    , moved as (
                      update payment p
                         set state = 'PAID', paid_at = :paidAt, updated_at = :now, pg_tid = :pgTid,
                             amount = :amount, method = :method, emb_pg_provider = :embPgProvider,
                             apply_num = :applyNum, card = :card::jsonb, bank = :bank::jsonb,
                             receipt_url = :receiptUrl,
                             customer_key = case when p.device = 'api' then p.customer_key
                                                 else :customerKey end,
                             customer_key_usage =
                               case when p.device = 'api' then p.customer_key_usage
                                    when :customerKey is null then null
                                    else 'issue' end
                        from ended
                       where p.merchant_id = :merchant and p.payment_number = ended.payment_number
                         and p.state = 'APPROVING'
                      returning 1
                    ),
                    """
                    + JOURNAL
                    + TOLD
                    + kept
                    + MOVED)
            .param("attempt", paid.attempt().id())
            .param("fence", paid.attempt().fence())
            .param("outcome", "approved")
            .param("paidAt", utc(approved.approvedAt()))
            .param("pgTid", approved.pgTid())
            .param("amount", approved.amount().minor())
            .param("method", approved.method().code())
            .param("embPgProvider", approved.embPgProvider(), Types.VARCHAR)
            .param("applyNum", approved.applyNum())
            .param("card", text(approved.card()), Types.VARCHAR)
            .param("bank", text(approved.bank()), Types.VARCHAR)
            .param("receiptUrl", approved.receiptUrl(), Types.VARCHAR);
    return moved(
        withKey(withWebhooks(statement, paid.webhooks()), paid.key(), approved.card()),
        paid.attempt(),
        "paid",
        approved.pgTid(),
        paid.at());
  }

  boolean writeKey(Transition.KeyWritten written) {
    StatementSpec statement =
        db.sql(
                END_ATTEMPT
                    + """
                    , moved as (
                      update payment p
                         set state = 'PAID', paid_at = :issuedAt, updated_at = :now,
                             pg_tid = :pgTid, card = cast(:keyCard as jsonb), charged = false,
                             customer_key = :customerKey, customer_key_usage = 'issue'
                        from ended
                       where p.merchant_id = :merchant and p.payment_number = ended.payment_number
                         and p.state = 'APPROVING'
                      returning 1
                    ),
                    """
                    + JOURNAL
                    + TOLD
                    + kept
                    + MOVED)
            .param("attempt", written.attempt().id())
            .param("fence", written.attempt().fence())
            .param("outcome", "key_issued")
            .param("issuedAt", utc(written.issued().issuedAt()))
            .param("pgTid", written.issued().pgTid());
    return moved(
        withKey(
            withWebhooks(statement, written.webhooks()), written.key(), written.issued().card()),
        written.attempt(),
        "key_issued",
        written.issued().pgTid(),
        written.at());
  }

  boolean openAccount(Transition.AccountOpened opened) {
    StatementSpec statement =
        db.sql(
                END_ATTEMPT
                    + """
                    , moved as (
                      update payment p
                         set state = 'AWAITING_DEPOSIT', holds_order = false, updated_at = :now,
                             pg_tid = :pgTid, account = :account::jsonb,
                             account_issued_at = :issuedAt
                        from ended
                       where p.merchant_id = :merchant and p.payment_number = ended.payment_number
                         and p.state = 'APPROVING'
                      returning 1
                    ),
                    """
                    + JOURNAL
                    + TOLD
                    + MOVED)
            .param("attempt", opened.attempt().id())
            .param("fence", opened.attempt().fence())
            .param("outcome", "account_issued")
            .param("pgTid", opened.issued().pgTid())
            .param("account", text(opened.issued().account()))
            .param("issuedAt", utc(opened.issued().issuedAt()));
    return moved(
        withWebhooks(statement, opened.webhooks()),
        opened.attempt(),
        "account_issued",
        opened.issued().pgTid(),
        opened.at());
  }

  boolean deposit(Transition.Deposited deposited) {
    StatementSpec statement =
        db.sql(
                """
                with moved as (
                  update payment
                     set state = 'PAID', paid_at = :depositedAt, updated_at = :now,
                         holds_order = :holdOrder,
                         failed_at = null, fail_code = null, fail_reason = null
                   where merchant_id = :merchant and payment_number = :paymentNumber
                     and (state = 'AWAITING_DEPOSIT'
                          or state = 'FAILED' and fail_code = :expired)
                  returning 1
                ),
                """
                    + JOURNAL
                    + TOLD
                    + MOVED)
            .param("depositedAt", utc(deposited.depositedAt()))
            .param("expired", ExpireVirtualAccounts.CODE)
            .param("holdOrder", deposited.holdOrder());
    try {
      return moved(
          withWebhooks(statement, deposited.webhooks()),
          deposited.merchantId(),
          deposited.paymentNumber(),
          "deposited",
          deposited.noticeId(),
          deposited.at());
    } catch (DuplicateKeyException held) {
      throw new OrderHeldException(held);
    }
  }

  boolean fail(Transition.Failed failed) {
    StatementSpec statement =
        db.sql(
                END_ATTEMPT
                    + """
                    , moved as (
                      update payment p
                         set state = 'FAILED', holds_order = false, key_slot = null,
                             failed_at = :now, updated_at = :now, fail_code = :code, fail_reason = :reason
                        from ended
                       where p.merchant_id = :merchant and p.payment_number = ended.payment_number
                         and p.state = 'APPROVING'
                      returning 1
                    ),
                    """
                    + JOURNAL
                    + TOLD
                    + MOVED)
            .param("attempt", failed.attempt().id())
            .param("fence", failed.attempt().fence())
            .param("outcome", failed.outcome())
            .param("code", failed.code())
            .param("reason", failed.reason());
    return moved(
        withWebhooks(statement, failed.webhooks()),
        failed.attempt(),
        "failed",
        failed.outcome() + " " + failed.code(),
        failed.at());
  }
}
