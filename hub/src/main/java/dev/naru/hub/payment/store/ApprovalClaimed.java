package dev.naru.hub.payment.store;

import dev.naru.hub.payment.IssuedKeys;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * READY → APPROVING: the intent, written before the PG hears of it (G02), holding the order so that
 * no other payment of it can be approved (G14). Moves nothing where another amount than the
 * payment's is prepared by now (G07).
 *
 * @param proofSealed what net cancel needs after a crash
 * @param singleUse digest of what may be brought to the PG once; null where that doesn't matter
 * @param dueAt when the janitor takes over
 */
public record ApprovalClaimed(
    Attempt attempt, byte[] proofSealed, byte @Nullable [] singleUse, Instant dueAt, Instant at)
    implements Transition {

  @Override
  public TransitionStatement statement(IssuedKeys keys) {
    return TransitionStatement.of(attempt.merchantId(), attempt.paymentNumber(), at)
        .moves(
            "state = 'APPROVING', holds_order = true",
            """
            p.state = 'READY' and not exists (
              select 1 from prepared_amount a
               where a.merchant_id = :merchant and a.order_number = p.order_number
                 and (a.amount <> p.amount or a.currency <> p.currency))\
            """)
        .begins(attempt, proofSealed, singleUse, dueAt)
        .notes("claimed", attempt.id().toString());
  }
}
