package dev.naru.pg.spi;

/** A PG that charges in a second step, server to server, after the window. */
public interface Approves {

  /**
   * Asks for the charge, once. The amount of an {@link Outcome.Approved} has been compared with the
   * attempt's; where it differs the outcome is {@link Outcome.Unknown}, so that it is
   * net-cancelled.
   */
  Outcome approve(PersistedAttempt attempt, AuthResult.Authenticated authenticated);
}
