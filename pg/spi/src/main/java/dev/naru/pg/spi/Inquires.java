package dev.naru.pg.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A PG that can be asked what became of a transaction. */
public interface Inquires {

  /**
   * @param pgTid ask by this number; null asks by the attempt's order number
   */
  Finding inquire(PersistedAttempt attempt, @Nullable String pgTid);

  /** What the PG says is true. */
  sealed interface Finding {

    /**
     * @param awaitsDeposit a virtual account that no money has come into: nothing is held
     * @param cancelledMinor how much of {@code amount} is cancelled by now, in minor units
     * @param lastCancelTid the newest cancel's number, null when there is none or the PG is silent
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
