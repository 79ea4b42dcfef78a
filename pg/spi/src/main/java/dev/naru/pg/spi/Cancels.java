package dev.naru.pg.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A PG that gives money back on request. */
public interface Cancels {

  /** Asks once to cancel a charge or a part of it. */
  CancelOutcome cancel(PersistedAttempt attempt, CancelRequest request);

  /**
   * The cancel to carry out.
   *
   * @param pgTid the PG's transaction number of the charge
   * @param method the method that the charge was made with
   * @param amountMinor how much to cancel now, in minor units
   * @param remainingBeforeMinor how much of the payment is not cancelled yet, in minor units
   * @param anyCancelledBefore true if a partial cancel has succeeded before
   * @param taxFreeMinor the tax-free part of the amount, in minor units; null if not given
   * @param vatMinor VAT in the amount, in minor units; null if not given
   * @param refundTo the account that a deposit is paid back to; null for other methods
   * @param reason the merchant's reason, never blank
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
     * An account at a Korean bank.
     *
     * @param bankCode 3-digit standard code
     */
    public record RefundAccount(String bankCode, String number, String holder) {

      /** Leaves out the number, which is personal data. */
      @Override
      public String toString() {
        return "RefundAccount[" + bankCode + "]";
      }
    }

    /** What will be left of the payment after this cancel, in minor units. */
    public long remainingAfterMinor() {
      return remainingBeforeMinor - amountMinor;
    }
  }

  /** The result of a cancel. */
  sealed interface CancelOutcome {

    /**
     * The PG gave the money back.
     *
     * @param cancelTid the PG's number of the cancel, or the charge's if the cancel has none
     * @param cancelledAt the PG's own time
     * @param receiptUrl the address of the PG's receipt; null if there is none
     */
    record Cancelled(String cancelTid, Instant cancelledAt, @Nullable String receiptUrl)
        implements CancelOutcome {}

    /** The PG certainly cancelled nothing. */
    record Refused(PgError error) implements CancelOutcome {}

    /** The PG surely never got the request: nothing was cancelled. */
    record NotSent(String reason) implements CancelOutcome {}

    /**
     * Nobody knows whether the PG cancelled. Only an inquiry may settle it; the hub never repeats
     * the request blindly.
     */
    record Unknown(String reason) implements CancelOutcome {}
  }
}
