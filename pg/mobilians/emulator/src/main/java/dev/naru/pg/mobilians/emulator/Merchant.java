package dev.naru.pg.mobilians.emulator;

/**
 * A contract with the PG.
 *
 * @param sid the service id
 * @param skey the link key; its text is the HMAC key, it is not hex-decoded (protocols/mobilians.md
 *     §2.1)
 * @param pg the V1 provider code whose lines of the book these are
 * @param billing whether auto-billing keys are issued on it
 * @param phonePartial whether the contract allows a phone payment to be cancelled in part (§6)
 */
record Merchant(String sid, String skey, String pg, boolean billing, boolean phonePartial) {

  /** Without the key. */
  @Override
  public String toString() {
    return "Merchant[" + sid + "]";
  }
}
