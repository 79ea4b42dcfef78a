package dev.naru.pg.mobilians;

import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import java.time.Duration;
import java.time.Instant;

/**
 * Judges the answer 0041, "nothing to cancel", to a net cancel (protocols/mobilians.md §7 item 1).
 *
 * <p><b>No public source settles</b> this, because KG has no inquiry: an approval that the hub gave
 * up on may still arrive at KG. As long as that is possible, 0041 leaves the payment open and the
 * hub asks again; afterwards 0041 means that nothing is charged.
 *
 * <p>For a key's charge, the time of its request isn't known. Its 0041 is the refusal {@code
 * NO_SUCH_TRANSACTION}, which the hub believes once no charge can arrive late any more.
 */
final class NothingToCancel {
  static final String CODE = "0041";

  /**
   * The time after the authentication from which 0041 is final. It is the time limit of an approval
   * plus one minute, after which the protocol's description asks again.
   */
  static final Duration SETTLED_AFTER = MobiliansCall.APPROVAL_TIMEOUT.plusSeconds(60);

  private NothingToCancel() {}

  static NetCancelOutcome judge(String payToken, Instant authenticatedAt, Instant now) {
    return now.isBefore(authenticatedAt.plus(SETTLED_AFTER))
        ? new NetCancelOutcome.Unknown("net cancel: nothing to cancel yet (0041): look again")
        : new NetCancelOutcome.Undone(payToken);
  }
}
