package dev.naru.pg.spi;

/** A PG that accepts card data from the merchant's server (key-in), without a window. */
public interface KeysIn {

  /**
   * Asks once to charge the card. The hub resolves an unknown outcome by {@link Inquires}.
   *
   * @return {@link Outcome.Approved}, {@link Outcome.Declined}, {@link Outcome.NotSent} or {@link
   *     Outcome.Unknown}
   */
  Outcome chargeCard(PersistedAttempt attempt, CardData card, ChargeOrder order);

  /**
   * Checks the card and issues a billing key for it. No money moves, so an unknown outcome needs no
   * undoing.
   *
   * @return {@link Outcome.KeyIssued}, {@link Outcome.Declined}, {@link Outcome.NotSent} or {@link
   *     Outcome.Unknown}
   */
  Outcome issueKey(PersistedAttempt attempt, CardData card, ChargeOrder order);
}
