package dev.naru.hub.payment.store;

import static dev.naru.hub.payment.store.TransitionStatement.json;
import static dev.naru.hub.payment.store.TransitionStatement.utc;

import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Outcome.KeyIssued;
import java.sql.Types;
import java.time.Instant;
import java.util.List;

/** APPROVING → PAID for a billing key alone: nothing was charged. */
public record KeyWritten(
    Attempt attempt, KeyIssued issued, SealedKey key, List<WebhookTaskRow> webhooks, Instant at)
    implements Transition {

  @Override
  public TransitionStatement statement(IssuedKeys keys) {
    return TransitionStatement.ending(attempt, "key_issued", at)
        .moves(
            """
            state = 'PAID', paid_at = :issuedAt, pg_tid = :pgTid, card = cast(:card as jsonb),
            charged = false, customer_key = :issuedKey, customer_key_usage = 'issue'
            """,
            "p.state = 'APPROVING'")
        .param("issuedAt", utc(issued.issuedAt()))
        .param("pgTid", issued.pgTid())
        .param("card", json(issued.card()), Types.VARCHAR)
        .param("issuedKey", key.customerKey())
        .notes("key_issued", issued.pgTid())
        .tells(webhooks)
        .keeps(keys, key, issued.card());
  }
}
