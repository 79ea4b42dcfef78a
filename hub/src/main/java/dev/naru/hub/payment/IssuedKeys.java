package dev.naru.hub.payment;

import dev.naru.pg.spi.Outcome.IssuedKey;

/** Where the keys are kept that payments issue; the billing module has them. */
public interface IssuedKeys {

  /** Sealed to the row that the key will stand in (G27). */
  byte[] seal(IssuedKey key, long merchantId, String customerKey);

  /**
   * A part of the statement that moves a payment: enters or replaces the key in the same commit. It
   * stands in a {@code with} and may refer to its {@code moved}. Parameters: {@code merchant,
   * customerKey, keySealed, keyCard, paymentNumber, now}; channel, MID and method are the
   * payment's, and it does nothing where {@code customerKey} is null.
   */
  String upsertFromPayment();
}
