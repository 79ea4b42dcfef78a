package dev.naru.pg.spi;

/** A PG that charges in a second step, server to server, after the window. */
public interface Approves {

  /**
   * Asks for the charge, for the virtual account or for the billing key, once. Amounts have been
   * compared with the attempt's; where they differ the outcome is {@link Outcome.Unknown}, so that
   * it is net-cancelled.
   */
  Outcome approve(PersistedAttempt attempt, AuthResult.Authenticated authenticated);
}
