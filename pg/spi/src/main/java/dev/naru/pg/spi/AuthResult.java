package dev.naru.pg.spi;

import java.util.Map;

/** How the buyer's authentication in the window ended. Nothing is charged yet. */
public sealed interface AuthResult {

  /**
   * The buyer agreed; the PG waits for the approval request.
   *
   * @param proof what approval and net cancel need, opaque to the hub, kept sealed; {@code
   *     toString} hides it
   * @param singleUse what the PG lets be approved once, in whatever company it comes: brought
   *     again, under another order, the hub refuses it, since a net cancel by it would undo the
   *     order it has paid for. Empty where a PG's net cancel names the order
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

  /** The buyer left or the PG refused. */
  record Refused(PgError error) implements AuthResult {}

  /**
   * The message contradicts what the hub knows: another MID, another order, an address that is not
   * the PG's. It must change nothing.
   *
   * @param reason for the log; holds no value of the message beyond what is safe to log
   */
  record Forged(String reason) implements AuthResult {}
}
