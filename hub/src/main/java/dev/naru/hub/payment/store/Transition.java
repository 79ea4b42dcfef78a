package dev.naru.hub.payment.store;

import dev.naru.hub.webhook.WebhookTaskRow;
import java.time.Instant;
import java.util.List;

/**
 * A move of a payment, as a value with its SQL: one statement, one round trip, one commit. Every
 * move that follows a call to a PG ends its {@link Attempt} first and only while the fence still
 * holds: whoever lost its turn to the janitor moves nothing.
 */
public sealed interface Transition
    permits AdoptionTransition,
        BuyerErased,
        CancelTransition,
        ChargeBegun,
        ChargeEnded,
        ClosedByPerson,
        DepositApplied,
        RevocationTransition,
        WindowTransition {

  Instant at();

  /** The webhooks that tell the merchant of it. */
  default List<WebhookTaskRow> webhooks() {
    return List.of();
  }

  /** For {@link TransitionWriter} alone. */
  TransitionStatement statement();
}
