package dev.naru.pg.spi;

import org.jspecify.annotations.Nullable;

/**
 * A PG that can undo an approval whose outcome is unknown or could not be stored (망취소). Never for
 * ordinary cancels, never after the hub's own commit.
 */
public interface NetCancels {

  /**
   * @param authenticated what was approved with; for a charge by billing key its proof is the key's
   *     {@link Outcome.IssuedKey#secret()}
   * @param pgTid the approval's number where it is known
   * @param charged what the PG said it charged, where that isn't what was asked for; null otherwise
   */
  NetCancelOutcome netCancel(
      PersistedAttempt attempt,
      AuthResult.Authenticated authenticated,
      @Nullable String pgTid,
      @Nullable Money charged);

  /** How a net cancel ended. */
  sealed interface NetCancelOutcome {

    /** The PG says that nothing is charged any more, or never was. */
    record Undone(@Nullable String pgTid) implements NetCancelOutcome {}

    /** The PG says no, for example after its time limit: ask by inquiry. */
    record Refused(PgError error) implements NetCancelOutcome {}

    /** The PG surely never got the request: ask again later. */
    record NotSent(String reason) implements NetCancelOutcome {}

    record Unknown(String reason) implements NetCancelOutcome {}
  }
}
