package dev.naru.hub.payment.store;

import static dev.naru.hub.payment.store.TransitionStatement.utc;

import dev.naru.hub.payment.VirtualAccounts;
import java.time.Instant;

/** AWAITING_DEPOSIT → FAILED: the merchant had the account closed, and the PG did so. */
public record AccountRevoked(Attempt attempt, String outcome, Instant revokedAt, Instant at)
    implements Transition {

  private static final String REASON = "가상계좌 발급 취소";

  @Override
  public TransitionStatement statement() {
    return TransitionStatement.ending(attempt, outcome, at)
        .moves(
            """
            state = 'FAILED', failed_at = :revokedAt, fail_code = :code, fail_reason = :reason
            """,
            "p.state = 'AWAITING_DEPOSIT'")
        .param("revokedAt", utc(revokedAt))
        .param("code", VirtualAccounts.REVOKED)
        .param("reason", REASON)
        .notes("account_revoked", outcome);
  }
}
