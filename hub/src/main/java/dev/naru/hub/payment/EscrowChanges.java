package dev.naru.hub.payment;

import dev.naru.pg.spi.ReadsNotice.Notice.EscrowChanged;

/** Notes what PGs tell of escrow payments: delivered, confirmed, refused. No money moves by it. */
public interface EscrowChanges {

  /**
   * Writes the change into the payment's journal, once however often it comes. A change of a
   * payment that the hub doesn't know as an escrow payment changes nothing, and an operator is
   * told.
   */
  void note(String provider, EscrowChanged change);
}
