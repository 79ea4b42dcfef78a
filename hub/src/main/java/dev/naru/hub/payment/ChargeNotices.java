package dev.naru.hub.payment;

import dev.naru.hub.payment.Deposits.Origin;
import dev.naru.hub.payment.Deposits.Result;
import dev.naru.pg.spi.ReadsNotice.Notice.Charged;

/**
 * Uses a PG's notice that an approval charged the buyer, when the approval's answer was lost (G04,
 * G37).
 */
@FunctionalInterface
public interface ChargeNotices {

  /**
   * Compares a notice with the hub's record. The notice is stored with an approval of unknown
   * outcome ({@link ToldCharges}) if the PG can't be asked, if every field agrees, and if it came
   * from the PG's own address to the payment's own address. A notice alone never makes a payment
   * paid.
   */
  Result apply(String provider, Charged notice, Origin origin);
}
