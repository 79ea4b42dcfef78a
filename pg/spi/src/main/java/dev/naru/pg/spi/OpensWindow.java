package dev.naru.pg.spi;

import java.util.Map;

/** A PG whose payments begin in a window that the buyer's browser opens. */
public interface OpensWindow {

  /** Says what the browser must do. A PG that registers the payment first is asked here. */
  WindowOpening open(PersistedAttempt attempt, WindowRequest request);

  /**
   * Reads what the PG's window posted back through the buyer's browser. Every value in it may be an
   * attacker's: only the connector's own hosts are believed (G36). Touches no network.
   *
   * @param memo of the {@link WindowOpening.Opened} this returns from
   */
  AuthResult readReturn(PersistedAttempt attempt, Map<String, String> memo, ReturnMessage message);

  /** Whether there is a window. */
  sealed interface WindowOpening {

    /**
     * @param memo what {@link #readReturn} and the approval need of the opening; the hub keeps it
     *     sealed and hands it back
     */
    record Opened(PgWindow window, Map<String, String> memo) implements WindowOpening {
      public Opened {
        memo = Map.copyOf(memo);
      }
    }

    /** The PG opens none. */
    record Refused(PgError error) implements WindowOpening {}
  }
}
