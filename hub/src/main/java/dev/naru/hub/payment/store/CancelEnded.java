package dev.naru.hub.payment.store;

import dev.naru.hub.payment.IssuedKeys;
import java.time.Instant;

/**
 * The PG certainly cancelled nothing: the payment is as it was.
 *
 * @param outcome the journal's word for why
 * @param code the PG's, empty for a refusal of our own
 * @param text for people
 */
public record CancelEnded(Attempt attempt, String outcome, String code, String text, Instant at)
    implements Transition {

  /** {@link #outcome()} where the PG surely never got the request. */
  public static final String NOT_SENT = "not_sent";

  @Override
  public TransitionStatement statement(IssuedKeys keys) {
    return TransitionStatement.ending(attempt, outcome, at)
        .part(
            "moved",
            """
            update payment p set cancel_claim = null
             where p.merchant_id = :merchant and p.payment_number = :paymentNumber
               and p.cancel_claim = :attempt and exists (select 1 from ended)
            returning p.provider, p.method, p.state\
            """)
        .notes("cancel_ended", code + " " + text);
  }
}
