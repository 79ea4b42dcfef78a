package dev.naru.pg.spi;

import java.util.Map;

/** The result of the buyer's authentication in the window. Nothing is charged yet. */
public sealed interface AuthResult {

  /**
   * The buyer agreed; the PG waits for the approval request.
   *
   * @param proof the values that approval and net cancel need. The hub stores them sealed and does
   *     not read them, and {@code toString} hides them
   * @param singleUse the one-time token of the authentication. The hub refuses it for a second
   *     order, because a net cancel that carries only this token would undo the first. Empty if the
   *     PG's net cancel names the order
   */
  record Authenticated(Map<String, String> proof, String singleUse) implements AuthResult {
    public Authenticated {
      proof = Map.copyOf(proof);
    }

    public Authenticated(Map<String, String> proof) {
      this(proof, "");
    }

    @Override
    public String toString() {
      return "Authenticated" + proof.keySet();
    }
  }

  /** The buyer left the window, or the PG refused the buyer. */
  record Refused(PgError error) implements AuthResult {}

  /**
   * The message contradicts what the hub knows: another MID, another order, or an address that is
   * not the PG's. The hub changes nothing.
   *
   * @param reason why the message is forged, for the log, without values that an attacker could
   *     have chosen
   */
  record Forged(String reason) implements AuthResult {}
}
