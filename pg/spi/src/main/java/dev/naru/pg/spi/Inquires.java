package dev.naru.pg.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A PG that answers questions about a transaction. */
public interface Inquires {

  /**
   * Asks the PG for its record of a transaction.
   *
   * @param pgTid the transaction to ask about; null asks by the attempt's order number
   */
  Finding inquire(PersistedAttempt attempt, @Nullable String pgTid);

  /** The PG's answer to an inquiry. */
  sealed interface Finding {

    /**
     * The PG has the transaction.
     *
     * @param awaitsDeposit true for a virtual account without a deposit: the PG holds no money
     * @param cancelledMinor how much of {@code amount} is cancelled so far, in minor units
     * @param lastCancelTid the newest cancel's number; null if there is none or the PG does not say
     * @param applyNum the card approval number; null if the PG does not say
     * @param approvedAt the PG's time of the charge; null if the PG does not say
     */
    record Found(
        String pgTid,
        Money amount,
        boolean awaitsDeposit,
        long cancelledMinor,
        @Nullable String lastCancelTid,
        @Nullable String applyNum,
        @Nullable Instant approvedAt)
        implements Finding {

      /** Whether the whole charge is cancelled. */
      public boolean isWhollyCancelled() {
        return cancelledMinor >= amount.minor();
      }
    }

    /** The PG has no such transaction: nothing was charged. */
    record NotFound() implements Finding {}

    /** The PG surely never got the question: ask again later. */
    record NotSent(String reason) implements Finding {}

    record Unknown(String reason) implements Finding {}
  }
}
