package dev.naru.pg.mobilians;

import dev.naru.pg.spi.AuthResult.Authenticated;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What approval and net cancel need of an authentication.
 *
 * @param payToken KG's number of the transaction; the charge keeps it
 * @param userKey {@code mc_user_key}, which stands for carrier, number and birth date; phone only
 * @param referenceKey {@code reference_key}; transfer and virtual account only
 * @param accountName {@code va_name}, what the buyer wrote; to show, nothing else
 * @param authenticatedAt by our clock
 */
record Proof(
    Trade trade,
    String payToken,
    String userKey,
    String referenceKey,
    String accountName,
    Instant authenticatedAt) {

  /**
   * As the hub keeps it, sealed.
   *
   * @param sid KG's numbers are its own to each service id (protocols/mobilians.md §2.6)
   */
  Authenticated toAuthenticated(String sid) {
    Map<String, String> proof = new HashMap<>(trade.toMemo());
    proof.put("pay_token", payToken);
    proof.put("mc_user_key", userKey);
    proof.put("reference_key", referenceKey);
    proof.put("va_name", accountName);
    proof.put("authenticated_at", authenticatedAt.toString());
    // A net cancel by it undoes whatever it has paid for, whichever order brings it again.
    return new Authenticated(proof, sid + ":" + payToken);
  }

  /** Reads what {@link #toAuthenticated} wrote. */
  static Proof of(Authenticated authenticated) {
    Map<String, String> proof = authenticated.proof();
    return new Proof(
        Trade.of(proof),
        Trade.value(proof, "pay_token"),
        Trade.value(proof, "mc_user_key"),
        Trade.value(proof, "reference_key"),
        Trade.value(proof, "va_name"),
        Instant.parse(Trade.value(proof, "authenticated_at")));
  }

  @Override
  public String toString() {
    return "Proof[" + trade + "]";
  }
}
