package dev.naru.pg.mobilians;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The charge that a net cancel undoes.
 *
 * @param payToken KG's number of the charge; empty when the answer with it was lost ({@link
 *     AutoBilling})
 * @param amountKrw the requested amount in won
 * @param authenticatedAt the time by the hub's clock; null for a key's charge, which has no
 *     authentication
 */
record ChargeToUndo(
    CashCode cashCode, String payToken, long amountKrw, @Nullable Instant authenticatedAt) {

  /** The charge that a window's authentication was approved for. */
  static ChargeToUndo of(Proof proof) {
    return new ChargeToUndo(
        proof.trade().cashCode(),
        proof.payToken(),
        Long.parseLong(proof.trade().amount()),
        proof.authenticatedAt());
  }

  /** The charge's number: the hub's, or else the answer's; null when neither has one. */
  @Nullable String numberOr(String given) {
    String number = payToken.isEmpty() ? given : payToken;
    return number.isEmpty() ? null : number;
  }
}
