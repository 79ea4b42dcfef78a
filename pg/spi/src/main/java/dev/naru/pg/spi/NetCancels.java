package dev.naru.pg.spi;

import org.jspecify.annotations.Nullable;

/**
 * A PG that can undo an approval whose outcome is unknown or could not be stored (망취소). The hub
 * does not use it for ordinary cancels, and never after it has stored the charge.
 */
public interface NetCancels {

  /**
   * Asks once that the approval be undone.
   *
   * @param authenticated the authentication that was passed to the approval; for a charge by
   *     billing key its proof is the key's {@link Outcome.IssuedKey#secret()}
   * @param pgTid the PG's number of the approval; null if unknown
   * @param charged the amount that the PG reported, if it differs from the attempt's; null
   *     otherwise
   */
  NetCancelOutcome netCancel(
      PersistedAttempt attempt,
      AuthResult.Authenticated authenticated,
      @Nullable String pgTid,
      @Nullable Money charged);

  /** The result of a net cancel. */
  sealed interface NetCancelOutcome {

    /** The PG says that nothing is charged, either no longer or not at all. */
    record Undone(@Nullable String pgTid) implements NetCancelOutcome {}

    /**
     * The PG refused, for example because its time limit is over. The hub then makes an inquiry.
     */
    record Refused(PgError error) implements NetCancelOutcome {}

    /** The PG surely never got the request: ask again later. */
    record NotSent(String reason) implements NetCancelOutcome {}

    record Unknown(String reason) implements NetCancelOutcome {}
  }
}
