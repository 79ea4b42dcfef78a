package dev.naru.hub.payment;

import dev.naru.pg.spi.Outcome.IssuedKey;

/** Stores the billing keys that payments issue. The billing module implements it. */
public interface IssuedKeys {

  /** Seals a key so that it opens only in the row in which it will be stored (G27). */
  byte[] seal(IssuedKey key, long merchantId, String customerKey);

  /**
   * Returns the SQL that enters the customer's key, or replaces the one that is there. It becomes a
   * part of the statement that changes the payment, so that key and payment are committed together:
   * a common table expression that reads the changed payment, with all its columns, from the one
   * named {@code moved}. Its parameters are {@code merchant, customerKey, keySealed, keyCard, now}.
   */
  String upsertFromPayment();

  /**
   * Returns the SQL for a key that came through the buyer's browser without the PG's signature. It
   * is used as {@link #upsertFromPayment} is, but keeps such a key in a table of its own and never
   * replaces the customer's key.
   */
  String addUnprovedFromPayment();
}
