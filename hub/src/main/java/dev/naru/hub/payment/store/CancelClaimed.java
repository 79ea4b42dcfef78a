package dev.naru.hub.payment.store;

import dev.naru.hub.payment.IssuedKeys;
import java.time.Instant;

/**
 * The intent to cancel. Succeeds only while exactly {@code remainingMinor} is left, that is enough,
 * and no other cancel of the payment is under way (G09).
 */
public record CancelClaimed(Attempt attempt, long remainingMinor, Instant dueAt, Instant at)
    implements Transition {

  @Override
  public TransitionStatement statement(IssuedKeys keys) {
    return TransitionStatement.of(attempt.merchantId(), attempt.paymentNumber(), at)
        .part(
            "moved",
            """
            update payment set cancel_claim = :attempt
             where merchant_id = :merchant and payment_number = :paymentNumber
               and state in ('PAID', 'CANCELLED') and cancel_claim is null
               and amount - cancelled = :remaining and :attemptAmount between 1 and :remaining
            returning provider, method, state\
            """)
        .param("remaining", remainingMinor)
        .begins(attempt, null, null, dueAt)
        .notes("cancel_claimed", attempt.id().toString());
  }
}
