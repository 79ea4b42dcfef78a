package dev.naru.hub.payment;

import dev.naru.pg.spi.Outcome.IssuedKey;

/** Stores the billing keys that payments issue. The billing module implements it. */
public interface IssuedKeys {

  /** Seals a key so that it opens only in the row in which it will be stored (G27). */
  byte[] seal(IssuedKey key, long merchantId, String customerKey);

  /**
   * A part of the statement that moves a payment: enters or replaces the key in the same commit. It
   * stands in a {@code with} and reads the payment from its {@code moved}, a row with all columns
   * of the payment. Parameters: {@code merchant, customerKey, keySealed, keyCard, now}.
   */
  String upsertFromPayment();

  /**
   * A part of the same statement for a key that came unsigned through the buyer's browser: it
   * enters the key beside the customer's key and replaces none.
   */
  String addUnprovedFromPayment();
}
