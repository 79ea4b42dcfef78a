package dev.naru.hub.payment.store;

import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.payment.ScheduledSlots;
import java.time.Instant;

/**
 * APPROVING → FAILED for a scheduled charge that a crash kept from the PG: its schedule is pending
 * again in the same commit, so nobody is told of a failure (G15, docs/decisions/0006).
 */
public record SlotFreed(Attempt attempt, ScheduledSlots slots, String reason, Instant at)
    implements Transition {

  @Override
  public TransitionStatement statement(IssuedKeys keys) {
    return TransitionStatement.ending(attempt, "never_charged", at)
        .moves(
            """
            state = 'FAILED', holds_order = false, key_slot = null, failed_at = :now,
            fail_code = '', fail_reason = :reason, tells_failure = false
            """,
            "p.state = 'APPROVING'")
        .param("reason", reason)
        .part("freed", slots.free() + " and exists (select 1 from moved) returning 1")
        .notes("failed", "never_charged, its schedule is pending again");
  }
}
