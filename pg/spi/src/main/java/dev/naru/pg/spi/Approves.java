package dev.naru.pg.spi;

/** A PG that charges in a second step, from server to server, after the buyer left the window. */
public interface Approves {

  /**
   * Asks once for the charge, for the virtual account or for the billing key. The connector
   * compares the amount in the answer with the attempt's; if they differ, the outcome is {@link
   * Outcome.Unknown}, and the hub undoes the charge.
   *
   * @param authenticated the authentication that {@link OpensWindow#readReturn} read
   */
  Outcome approve(PersistedAttempt attempt, AuthResult.Authenticated authenticated);
}
