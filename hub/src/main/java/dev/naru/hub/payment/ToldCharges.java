package dev.naru.hub.payment;

import org.jspecify.annotations.Nullable;

/**
 * Takes what a PG has said about a charge in a list, or in a notice that was checked. It is stored
 * with the payment's unresolved call, and counts if the PG can't be asked (docs/decisions/0030).
 * Thread-safe.
 */
@FunctionalInterface
public interface ToldCharges {

  /**
   * Stores what the PG said, and has the unresolved call looked at soon. Does nothing if no call is
   * open, or if the PG has already reported a larger refund.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  void told(long merchantId, String paymentNumber, Told told);

  /**
   * What the PG said about a charge.
   *
   * @param pgTid the PG's number of the charge
   * @param chargedMinor in minor units of the payment's currency
   * @param cancelledMinor how much of it the PG has given back
   * @param cancelTid the newest cancel's number; null for none
   */
  record Told(String pgTid, long chargedMinor, long cancelledMinor, @Nullable String cancelTid) {}
}
