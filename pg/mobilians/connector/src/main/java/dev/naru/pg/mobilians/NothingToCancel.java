package dev.naru.pg.mobilians;

import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import java.time.Duration;
import java.time.Instant;

/**
 * What a net cancel's 0041, "nothing to cancel", is worth (protocols/mobilians.md §7 item 1).
 *
 * <p><b>Not settled by a public source</b>, because KG offers no inquiry: an approval that we gave
 * up on may still land. Until it can be slow no more, 0041 leaves the payment open and the hub
 * looks again; from then on it says that nothing is charged.
 *
 * <p>Of a key's charge nothing tells when it was asked for. Its 0041 is a refusal, {@code
 * NO_SUCH_TRANSACTION}, and the hub's to believe once no charge can be late any more.
 */
final class NothingToCancel {
  static final String CODE = "0041";

  /**
   * Counted from the authentication: as long as we wait for an approval, and the minute after which
   * the protocol's description looks again.
   */
  static final Duration SETTLED_AFTER = Call.APPROVAL_TIMEOUT.plusSeconds(60);

  private NothingToCancel() {}

  static NetCancelOutcome judge(String payToken, Instant authenticatedAt, Instant now) {
    return now.isBefore(authenticatedAt.plus(SETTLED_AFTER))
        ? new NetCancelOutcome.Unknown("net cancel: nothing to cancel yet (0041): look again")
        : new NetCancelOutcome.Undone(payToken);
  }
}
