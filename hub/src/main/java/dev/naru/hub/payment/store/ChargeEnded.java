package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;
import static dev.naru.hub.payment.store.Transition.Statement.json;

import dev.naru.hub.payment.ScheduledSlots;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Outcome.AccountIssued;
import dev.naru.pg.spi.Outcome.Approved;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.Outcome.KeyIssued;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transitions by which a payment leaves APPROVING: the end of an approval, of a charge from
 * server to server or of a virtual account's issue, with its webhooks.
 */
public sealed interface ChargeEnded extends Transition {

  /**
   * Moves a payment from APPROVING to PAID; its amount becomes what the PG charged.
   *
   * @param customerKey the customer key of a billing key that is issued with the charge; null if
   *     none was requested
   * @param key the billing key that was issued with the charge; null for none
   */
  record Paid(
      Attempt attempt,
      Approved approved,
      @Nullable String customerKey,
      @Nullable IssuedKey key,
      List<WebhookTaskRow> webhooks,
      Instant at)
      implements ChargeEnded {

    @Override
    public Statement statement() {
      return Statement.ending(attempt, "approved", at)
          .moves(
              """
              state = 'PAID', paid_at = :paidAt, pg_tid = :pgTid, amount = :amount, method = :method,
              emb_pg_provider = :embPgProvider, apply_num = :applyNum, card = cast(:card as jsonb),
              bank = cast(:bank as jsonb), receipt_url = :receiptUrl,
              customer_key = case when p.device = 'api' then p.customer_key else :issuedKey end,
              customer_key_usage = case when p.device = 'api' then p.customer_key_usage
                                        when :issuedKey is null then null
                                        else 'issue' end
              """,
              "p.state = 'APPROVING'")
          .param("paidAt", utc(approved.approvedAt()))
          .param("pgTid", approved.pgTid())
          .param("amount", approved.amount().minor())
          .param("method", approved.method().code())
          .param("embPgProvider", approved.embPgProvider(), Types.VARCHAR)
          .param("applyNum", approved.applyNum())
          .param("card", json(approved.card()), Types.VARCHAR)
          .param("bank", json(approved.bank()), Types.VARCHAR)
          .param("receiptUrl", approved.receiptUrl(), Types.VARCHAR)
          .param("issuedKey", key == null ? null : customerKey, Types.VARCHAR)
          .notes("paid", approved.pgTid(), "moved.amount")
          .tells(webhooks)
          .keeps(customerKey, key, approved.card());
    }
  }

  /**
   * Moves a payment from APPROVING to FAILED, because the PG certainly holds no money of it. The
   * order is free again.
   *
   * @param outcome the journal's word for the reason
   * @param code the PG's code; empty for a failure of the hub
   * @param webhooks empty for a window, whose buyer is told, unless the merchant wants all failures
   */
  record Failed(
      Attempt attempt,
      String outcome,
      String code,
      String reason,
      List<WebhookTaskRow> webhooks,
      Instant at)
      implements ChargeEnded {

    /** The {@link #outcome()} when the PG surely never got the request. */
    public static final String NOT_SENT = "not_sent";

    @Override
    public Statement statement() {
      return Statement.ending(attempt, outcome, at)
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

  /**
   * Moves the record of a billing key that was issued without a charge from APPROVING to PAID. If
   * the key is unproved, the record shows no amount, since no PG's book has one (spec/rest-api.md
   * §2.3).
   */
  record KeyWritten(
      Attempt attempt,
      KeyIssued issued,
      String customerKey,
      List<WebhookTaskRow> webhooks,
      Instant at)
      implements ChargeEnded {

    @Override
    public Statement statement() {
      Statement statement =
          Statement.ending(attempt, "key_issued", at)
              .moves(
                  """
                  state = 'PAID', paid_at = :issuedAt, pg_tid = :pgTid, card = cast(:card as jsonb),
                  amount = case when :proved then p.amount else 0 end,
                  charged = false, customer_key = :issuedKey, customer_key_usage = 'issue'
                  """,
                  "p.state = 'APPROVING'")
              .param("issuedAt", utc(issued.issuedAt()))
              .param("pgTid", issued.pgTid())
              .param("card", json(issued.card()), Types.VARCHAR)
              .param("issuedKey", customerKey)
              .param("proved", issued.proved())
              .notes(issued.proved() ? "key_issued" : "key_unproved", issued.pgTid())
              .tells(webhooks);
      return issued.proved()
          ? statement.keeps(customerKey, issued.key(), issued.card())
          : statement.keepsUnproved(customerKey, issued.key(), issued.card());
    }
  }

  /**
   * Moves a payment from APPROVING to AWAITING_DEPOSIT. The order is free again, because several
   * accounts of one order may wait for a deposit.
   */
  record AccountOpened(
      Attempt attempt, AccountIssued issued, List<WebhookTaskRow> webhooks, Instant at)
      implements ChargeEnded {

    @Override
    public Statement statement() {
      return Statement.ending(attempt, "account_issued", at)
          .moves(
              """
              state = 'AWAITING_DEPOSIT', holds_order = false, pg_tid = :pgTid,
              account = cast(:account as jsonb), account_issued_at = :issuedAt
              """,
              "p.state = 'APPROVING'")
          .param("pgTid", issued.pgTid())
          .param("account", json(issued.account()), Types.VARCHAR)
          .param("issuedAt", utc(issued.issuedAt()))
          .notes("account_issued", issued.pgTid())
          .tells(webhooks);
    }
  }

  /**
   * Moves the payment of a scheduled charge, which a crash kept from the PG, from APPROVING to
   * FAILED. The same commit makes the schedule pending again, so nobody is told of a failure (G15,
   * docs/decisions/0006).
   */
  record SlotFreed(Attempt attempt, ScheduledSlots slots, String reason, Instant at)
      implements ChargeEnded {

    @Override
    public Statement statement() {
      return Statement.ending(attempt, "never_charged", at)
          .moves(
              """
              state = 'FAILED', holds_order = false, key_slot = null, failed_at = :now,
              fail_code = '', fail_reason = :reason, tells_failure = false
              """,
              "p.state = 'APPROVING'")
          .param("reason", reason)
          .part("freed", slots.free() + " and exists (select 1 from moved) returning 1")
          .notes("failed", "never_charged, its schedule is pending again");
    }
  }
}
