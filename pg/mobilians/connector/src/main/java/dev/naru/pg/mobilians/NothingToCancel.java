package dev.naru.pg.mobilians;

import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import java.time.Duration;
import java.time.Instant;

/**
 * What a net cancel's 0041, "nothing to cancel", is worth (protocols/mobilians.md §7-1).
 *
 * <p><b>Not settled by a public source</b>, because KG offers no inquiry: an approval that we gave
 * up on may still land. Until it can be slow no more, 0041 leaves the payment open and the hub
 * looks again; from then on it says that nothing is charged.
 */
final class NothingToCancel {
  static final String CODE = "0041";

  /**
   * Counted from the authentication, of a key's charge from when it was asked for: as long as we
   * wait for an approval, and the minute after which the protocol's description looks again.
   */
  static final Duration SETTLED_AFTER = Call.APPROVAL_TIMEOUT.plusSeconds(60);

  private NothingToCancel() {}

  static NetCancelOutcome judge(Undoing undoing, Instant now) {
    Instant askedAt = undoing.askedAt();
    return askedAt == null || now.isBefore(askedAt.plus(SETTLED_AFTER))
        ? new NetCancelOutcome.Unknown("net cancel: nothing to cancel yet (0041): look again")
        : new NetCancelOutcome.Undone(undoing.numberOr(""));
  }
}
