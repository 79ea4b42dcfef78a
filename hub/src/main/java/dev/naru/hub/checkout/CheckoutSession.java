package dev.naru.hub.checkout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One open window of one payment, found by the token in its addresses.
 *
 * @param requestId of the SDK's request: what its answer is matched by
 * @param origin of the page that asked; the only one that is told the result
 * @param hubOrigin the hub as this buyer's browser sees it
 * @param mRedirectUrl where a phone ends, null for the hub's own page
 * @param ending how the way to the PG ended, null while it hasn't or when the approval decided
 */
record CheckoutSession(
    long merchantId,
    String impUid,
    String requestId,
    String origin,
    String hubOrigin,
    boolean mobile,
    @Nullable String mRedirectUrl,
    WindowTerms terms,
    @Nullable Ending ending,
    Instant createdAt) {

  /** How the PG's window ended without an authentication. */
  enum Ending {
    /** The PG said that the buyer closed it. */
    LEFT,
    /** The PG refused in its window. */
    NOT_AUTHENTICATED
  }

  @Override
  public String toString() {
    return "CheckoutSession[" + merchantId + ", " + impUid + "]";
  }
}
