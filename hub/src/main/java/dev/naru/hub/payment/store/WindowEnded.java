package dev.naru.hub.payment.store;

import dev.naru.hub.payment.IssuedKeys;
import java.time.Instant;

/** READY → FAILED: the window ended without an authentication. */
public record WindowEnded(
    long merchantId, String paymentNumber, String code, String reason, Instant at)
    implements Transition {

  @Override
  public TransitionStatement statement(IssuedKeys keys) {
    return TransitionStatement.of(merchantId, paymentNumber, at)
        .moves(
            "state = 'FAILED', failed_at = :now, fail_code = :code, fail_reason = :reason",
            "p.state = 'READY'")
        .param("code", code)
        .param("reason", reason)
        .notes("ended_in_window", code);
  }
}
