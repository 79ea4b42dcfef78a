package dev.naru.pg.spi;

/** A PG whose payments begin in a window that the buyer's browser opens. */
public interface OpensWindow {

  /** What the browser must do to open the window. Touches no network. */
  PgWindow open(PersistedAttempt attempt, WindowRequest request);

  /**
   * Reads what the PG's window posted back through the buyer's browser. Every value in it may be an
   * attacker's: only the connector's own hosts are believed (G36). Touches no network.
   */
  AuthResult readReturn(PersistedAttempt attempt, ReturnMessage message);
}
