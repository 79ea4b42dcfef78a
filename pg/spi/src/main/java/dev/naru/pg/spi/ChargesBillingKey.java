package dev.naru.pg.spi;

import dev.naru.pg.spi.Outcome.IssuedKey;

/** A PG that charges with a billing key it issued before; no buyer is there. */
public interface ChargesBillingKey {

  /**
   * Asks for the charge, once. An outcome that stays unknown is ended by {@link Inquires}; where a
   * PG can't be asked, by {@link NetCancels}, whose proof is then {@link IssuedKey#secret()}.
   *
   * @return {@link Outcome.Approved}, {@link Outcome.Declined}, {@link Outcome.NotSent} or {@link
   *     Outcome.Unknown}; another amount than the attempt's is Unknown, with what was charged
   */
  Outcome chargeKey(PersistedAttempt attempt, IssuedKey key, ChargeOrder order);
}
