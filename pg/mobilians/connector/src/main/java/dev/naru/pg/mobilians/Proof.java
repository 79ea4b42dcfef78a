package dev.naru.pg.mobilians;

import dev.naru.pg.spi.AuthResult.Authenticated;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The parts of an authentication that approval and net cancel need.
 *
 * @param payToken KG's number of the transaction, which the charge keeps
 * @param userKey {@code mc_user_key}, which stands for carrier, number and birth date; for phones
 *     only
 * @param referenceKey {@code reference_key}; for transfers and virtual accounts only
 * @param accountName {@code va_name}, a text that the buyer entered and that is only shown
 * @param authenticatedAt the time by the hub's clock
 */
record Proof(
    Trade trade,
    String payToken,
    String userKey,
    String referenceKey,
    String accountName,
    Instant authenticatedAt) {

  /**
   * The form in which the hub stores it, sealed.
   *
   * @param sid the service id; KG's numbers are unique within one (protocols/mobilians.md §2.6)
   */
  Authenticated toAuthenticated(String sid) {
    Map<String, String> proof = new HashMap<>(trade.toMemo());
    proof.put("pay_token", payToken);
    proof.put("mc_user_key", userKey);
    proof.put("reference_key", referenceKey);
    proof.put("va_name", accountName);
    proof.put("authenticated_at", authenticatedAt.toString());
    // A net cancel with this token undoes what the token has paid for, even if it comes again with
    // another order.
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
