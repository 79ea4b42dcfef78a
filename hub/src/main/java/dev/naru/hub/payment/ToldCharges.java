package dev.naru.hub.payment;

import org.jspecify.annotations.Nullable;

/**
 * Takes what a PG has said of a charge without having been asked, in a list or in a notice that was
 * checked. It is kept with what is unresolved of the payment, and counts where the PG can't be
 * asked (docs/decisions/0030). Thread-safe.
 */
@FunctionalInterface
public interface ToldCharges {

  /**
   * Keeps it and has what is unresolved looked at soon. Does nothing where nothing is open, or
   * where the PG has said before that it gave back more.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  void told(long merchantId, String paymentNumber, Told told);

  /**
   * What was said.
   *
   * @param pgTid the PG's number of the charge
   * @param chargedMinor in minor units of the payment's currency
   * @param cancelledMinor how much of it the PG has given back
   * @param cancelTid the newest cancel's number; null for none
   */
  record Told(String pgTid, long chargedMinor, long cancelledMinor, @Nullable String cancelTid) {}
}
