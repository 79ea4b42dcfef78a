package dev.naru.pg.spi;

import java.util.Map;

/** A PG whose payments begin in a window that the buyer's browser opens. */
public interface OpensWindow {

  /**
   * Says how the browser opens the window. If the PG must register the payment first, this method
   * calls the PG.
   */
  WindowOpening open(PersistedAttempt attempt, WindowRequest request);

  /**
   * Reads what the PG's window posted back through the buyer's browser. An attacker may have
   * written any value in it, so the connector accepts only addresses on its own hosts (G36). This
   * method makes no network call.
   *
   * @param memo {@link WindowOpening.Opened#memo} of the window that the message comes from
   */
  AuthResult readReturn(PersistedAttempt attempt, Map<String, String> memo, ReturnMessage message);

  /** The result of opening a window. */
  sealed interface WindowOpening {

    /**
     * The browser can open the window.
     *
     * @param memo the values of the opening that {@link #readReturn} and the approval need later;
     *     the hub stores them sealed and passes them back
     */
    record Opened(PgWindow window, Map<String, String> memo) implements WindowOpening {
      public Opened {
        memo = Map.copyOf(memo);
      }
    }

    /** There is no window for this request; the error's text is shown to the buyer. */
    record Refused(PgError error) implements WindowOpening {}
  }
}
