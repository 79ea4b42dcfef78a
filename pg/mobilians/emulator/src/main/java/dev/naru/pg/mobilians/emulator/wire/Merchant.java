package dev.naru.pg.mobilians.emulator.wire;

import java.util.Set;

/**
 * A test merchant's contract with KG Mobilians.
 *
 * @param sid the service id
 * @param skey the link key. The bytes of its text are the HMAC key; it isn't decoded from hex
 *     (protocols/mobilians.md §2.1)
 * @param pg the V1 provider code of its charges
 * @param billing whether auto-billing keys are issued
 * @param phonePartial whether a phone payment may be cancelled in part (§6)
 * @param methods the pay methods in the contract
 */
public record Merchant(
    String sid,
    String skey,
    String pg,
    boolean billing,
    boolean phonePartial,
    Set<CashCode> methods) {

  /** A contract for every pay method. */
  Merchant(String sid, String skey, String pg, boolean billing, boolean phonePartial) {
    this(sid, skey, pg, billing, phonePartial, Set.of(CashCode.values()));
  }

  @Override
  public String toString() {
    return "Merchant[" + sid + "]";
  }
}
