package dev.naru.hub.payment;

import dev.naru.pg.spi.ReadsNotice.Notice.EscrowChanged;

/** Records PGs' notices about escrow payments: delivered, confirmed, refused. No money moves. */
public interface EscrowChanges {

  /**
   * Adds the change to the payment's journal; a repeated notice adds nothing. If the hub doesn't
   * know the payment as an escrow payment, nothing is added and an operator is told.
   */
  void note(String provider, EscrowChanged change);
}
