package dev.naru.hub.payment.store;

import static dev.naru.hub.payment.store.TransitionStatement.json;
import static dev.naru.hub.payment.store.TransitionStatement.utc;

import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Outcome.Approved;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * APPROVING → PAID, with its webhooks; the amount is what the PG charged.
 *
 * @param key the billing key issued with it
 */
public record PaymentPaid(
    Attempt attempt,
    Approved approved,
    @Nullable SealedKey key,
    List<WebhookTaskRow> webhooks,
    Instant at)
    implements Transition {

  @Override
  public TransitionStatement statement(IssuedKeys keys) {
    return TransitionStatement.ending(attempt, "approved", at)
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
        .param("issuedKey", key == null ? null : key.customerKey(), Types.VARCHAR)
        .notes("paid", approved.pgTid(), "moved.amount")
        .tells(webhooks)
        .keeps(keys, key, approved.card());
  }
}
