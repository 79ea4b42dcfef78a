package dev.naru.pg.spi;

import dev.naru.pg.spi.Outcome.IssuedKey;

/** A PG that charges with a billing key that it issued before, without the buyer. */
public interface ChargesBillingKey {

  /**
   * Asks once for the charge. The hub resolves an unknown outcome by {@link Inquires}; if the PG
   * has no inquiry, by {@link NetCancels}, whose proof is then {@link IssuedKey#secret()}.
   *
   * @return {@link Outcome.Approved}, {@link Outcome.Declined}, {@link Outcome.NotSent} or {@link
   *     Outcome.Unknown}; if the PG charged another amount than the attempt's, the outcome is
   *     Unknown and carries the charged amount
   */
  Outcome chargeKey(PersistedAttempt attempt, IssuedKey key, ChargeOrder order);
}
