package dev.naru.hub.payment.store;

import java.time.Instant;

/** The intent to close an account that waits for money. The payment is as it was. */
public record RevocationClaimed(Attempt attempt, Instant dueAt, Instant at) implements Transition {

  @Override
  public TransitionStatement statement() {
    return TransitionStatement.of(attempt.merchantId(), attempt.paymentNumber(), at)
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
