package dev.naru.hub.payment.store;

import static dev.naru.hub.payment.store.TransitionStatement.json;
import static dev.naru.hub.payment.store.TransitionStatement.utc;

import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.webhook.WebhookTaskRow;
import dev.naru.pg.spi.Outcome.AccountIssued;
import java.sql.Types;
import java.time.Instant;
import java.util.List;

/** APPROVING → AWAITING_DEPOSIT; lets the order go, for several accounts may wait for it. */
public record AccountOpened(
    Attempt attempt, AccountIssued issued, List<WebhookTaskRow> webhooks, Instant at)
    implements Transition {

  @Override
  public TransitionStatement statement(IssuedKeys keys) {
    return TransitionStatement.ending(attempt, "account_issued", at)
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
