package dev.naru.pg.spi;

/** A PG that charges in a second step, from server to server, after the buyer left the window. */
public interface Approves {

  /**
   * Asks once for the charge, for the virtual account or for the billing key. The connector
   * compares the amount in the answer with the attempt's; if they differ, the outcome is {@link
   * Outcome.Unknown}, and the hub undoes the charge.
   *
   * @param authenticated what {@link OpensWindow#readReturn} made of the window's return
   */
  Outcome approve(PersistedAttempt attempt, AuthResult.Authenticated authenticated);
}
