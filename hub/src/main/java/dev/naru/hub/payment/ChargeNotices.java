package dev.naru.hub.payment;

import dev.naru.hub.payment.Deposits.Origin;
import dev.naru.hub.payment.Deposits.Result;
import dev.naru.pg.spi.ReadsNotice.Notice.Charged;

/** A PG's own word that an approval charged the buyer, where its answer was lost (G04, G37). */
@FunctionalInterface
public interface ChargeNotices {

  /**
   * Compares a notice with the record. A notice of an approval whose outcome is unknown is kept
   * with it ({@link ToldCharges}) where the PG can't be asked, all of it agrees, and it came from
   * the PG's own address to the payment's own. It never makes a payment paid.
   */
  Result apply(String provider, Charged notice, Origin origin);
}
