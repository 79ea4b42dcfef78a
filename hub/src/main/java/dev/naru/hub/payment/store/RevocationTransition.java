package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.payment.VirtualAccounts;
import java.time.Instant;

/** The moves of closing an account that waits for money, at the merchant's wish. */
public sealed interface RevocationTransition extends Transition {

  /** The intent to close an account that waits for money. The payment is as it was. */
  record Claimed(Attempt attempt, Instant dueAt, Instant at) implements RevocationTransition {

    @Override
    public Statement statement() {
      return Statement.of(attempt.merchantId(), attempt.paymentNumber(), at)
          .part(
              "moved",
              """
              select provider, method, state from payment
               where merchant_id = :merchant and payment_number = :paymentNumber
                 and state = 'AWAITING_DEPOSIT'
                 for update\
              """)
          .begins(attempt, null, null, dueAt)
          .notes("revocation_claimed", attempt.id().toString());
    }
  }

  /** AWAITING_DEPOSIT → FAILED: the merchant had the account closed, and the PG did so. */
  record Revoked(Attempt attempt, String outcome, Instant revokedAt, Instant at)
      implements RevocationTransition {

    private static final String REASON = "가상계좌 발급 취소";

    @Override
    public Statement statement() {
      return Statement.ending(attempt, outcome, at)
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

  /**
   * The PG certainly closed no account: the payment is as it was.
   *
   * @param outcome the journal's word for why
   * @param code the PG's, empty for a refusal of our own
   * @param text for people
   */
  record NotRevoked(Attempt attempt, String outcome, String code, String text, Instant at)
      implements RevocationTransition {

    @Override
    public Statement statement() {
      return Statement.ending(attempt, outcome, at)
          .part(
              "moved",
              """
              select provider, method, state from payment
               where merchant_id = :merchant and payment_number = :paymentNumber
                 and exists (select 1 from ended)\
              """)
          .notes("revocation_ended", code + " " + text);
    }
  }
}
