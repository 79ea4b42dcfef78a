package dev.naru.pg.mobilians;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a net cancel undoes.
 *
 * @param payToken KG's number of the charge; empty where its answer was lost ({@link AutoBilling})
 * @param amountKrw what was asked for
 * @param authenticatedAt by our clock; null for a key's charge, which has no authentication
 */
record Undoing(
    CashCode cashCode, String payToken, long amountKrw, @Nullable Instant authenticatedAt) {

  /** The approval of a window's authentication. */
  static Undoing of(Proof proof) {
    return new Undoing(
        proof.trade().cashCode(),
        proof.payToken(),
        Long.parseLong(proof.trade().amount()),
        proof.authenticatedAt());
  }

  /** The charge's number, ours before what the answer names; null where both are silent. */
  @Nullable String numberOr(String told) {
    String number = payToken.isEmpty() ? told : payToken;
    return number.isEmpty() ? null : number;
  }
}
