package dev.naru.hub.payment.store;

import static dev.naru.hub.payment.store.TransitionStatement.json;
import static dev.naru.hub.payment.store.TransitionStatement.utc;

import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Outcome.KeyIssued;
import java.sql.Types;
import java.time.Instant;
import java.util.List;

/**
 * APPROVING → PAID for a billing key alone: nothing was charged. The record of a key that nobody
 * has vouched for shows no amount: no book but this one could (spec/rest-api.md §2.3).
 */
public record KeyWritten(
    Attempt attempt, KeyIssued issued, SealedKey key, List<WebhookTaskRow> webhooks, Instant at)
    implements Transition {

  @Override
  public TransitionStatement statement(IssuedKeys keys) {
    TransitionStatement statement =
        TransitionStatement.ending(attempt, "key_issued", at)
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
            .param("issuedKey", key.customerKey())
            .param("proved", issued.proved())
            .notes(issued.proved() ? "key_issued" : "key_unproved", issued.pgTid())
            .tells(webhooks);
    return issued.proved()
        ? statement.keeps(keys, key, issued.card())
        : statement.keepsUnproved(keys, key, issued.card());
  }
}
