package dev.naru.hub.payment.store;

import java.time.Instant;

/**
 * The PG certainly closed no account: the payment is as it was.
 *
 * @param outcome the journal's word for why
 * @param code the PG's, empty for a refusal of our own
 * @param text for people
 */
public record RevocationEnded(Attempt attempt, String outcome, String code, String text, Instant at)
    implements Transition {

  @Override
  public TransitionStatement statement() {
    return TransitionStatement.ending(attempt, outcome, at)
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
