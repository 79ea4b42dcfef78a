package dev.naru.pg.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A PG that gives money back. */
public interface Cancels {

  CancelOutcome cancel(PersistedAttempt attempt, CancelRequest request);

  /**
   * @param pgTid the original charge's number
   * @param method what was really used
   * @param amountMinor how much to cancel now, in minor units
   * @param remainingBeforeMinor what is left of the payment before this cancel, in minor units
   * @param anyCancelledBefore true when a partial cancel has succeeded before
   * @param taxFreeMinor null when not given
   * @param vatMinor null when not given
   * @param refundTo where the money of a deposit goes back to; null for other methods
   */
  record CancelRequest(
      String pgTid,
      PayMethod method,
      long amountMinor,
      long remainingBeforeMinor,
      boolean anyCancelledBefore,
      @Nullable Long taxFreeMinor,
      @Nullable Long vatMinor,
      @Nullable RefundAccount refundTo,
      String reason) {

    /**
     * @param bankCode 3-digit standard code
     */
    public record RefundAccount(String bankCode, String number, String holder) {

      /** The number is personal data. */
      @Override
      public String toString() {
        return "RefundAccount[" + bankCode + "]";
      }
    }

    public long remainingAfterMinor() {
      return remainingBeforeMinor - amountMinor;
    }
  }

  /** How a cancel ended. */
  sealed interface CancelOutcome {

    /**
     * @param cancelTid the PG's number of the cancel; the original's where it has none
     */
    record Cancelled(String cancelTid, Instant cancelledAt, @Nullable String receiptUrl)
        implements CancelOutcome {}

    /** The PG certainly cancelled nothing. */
    record Refused(PgError error) implements CancelOutcome {}

    /** The PG surely never got the request: nothing was cancelled. */
    record NotSent(String reason) implements CancelOutcome {}

    /** Only an inquiry may end it; never repeated blindly. */
    record Unknown(String reason) implements CancelOutcome {}
  }
}
