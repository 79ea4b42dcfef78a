package dev.naru.pg.mobilians.emulator.wire;

/**
 * A test merchant's contract with KG Mobilians.
 *
 * @param sid the service id
 * @param skey the link key. The bytes of its text are the HMAC key; it isn't decoded from hex
 *     (protocols/mobilians.md §2.1)
 * @param pg the V1 provider code of its charges
 * @param billing whether auto-billing keys are issued
 * @param phonePartial whether a phone payment may be cancelled in part (§6)
 */
public record Merchant(String sid, String skey, String pg, boolean billing, boolean phonePartial) {

  @Override
  public String toString() {
    return "Merchant[" + sid + "]";
  }
}
