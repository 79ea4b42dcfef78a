package dev.naru.hub.checkout;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One payment's window, found by the token in the addresses of its pages.
 *
 * @param requestId the id of the SDK's request, by which the SDK matches the result
 * @param origin the origin of the shop's page; the result is posted to no other origin
 * @param hubOrigin the hub's origin as this buyer's browser sees it
 * @param redirects whether the shop's page itself goes to the PG and ends at {@code mRedirectUrl};
 *     otherwise the page stays and is called back
 * @param mRedirectUrl the address that a phone's browser ends at, null for the hub's own page
 * @param window the values of the PG's window that was opened, null while none was opened
 * @param ending how the window ended without an authentication, null otherwise
 */
record CheckoutSession(
    long merchantId,
    String paymentNumber,
    String requestId,
    String origin,
    String hubOrigin,
    boolean mobile,
    boolean redirects,
    @Nullable String mRedirectUrl,
    WindowTerms terms,
    @Nullable OpenedWindow window,
    @Nullable Ending ending,
    Instant createdAt) {

  /** How a PG's window ended when the buyer wasn't authenticated. */
  enum Ending {
    /** The PG said that the buyer closed the window. */
    LEFT,
    /** The PG's window refused the payment. */
    NOT_AUTHENTICATED
  }

  /**
   * The values of the last opening of a PG's window.
   *
   * @param memo values that only the connector understands, stored sealed
   * @param closeScript the address of the PG's script that closes its window, empty for none
   */
  record OpenedWindow(Map<String, String> memo, String closeScript) {
    OpenedWindow {
      memo = Map.copyOf(memo);
    }

    @Override
    public String toString() {
      return "OpenedWindow" + memo.keySet();
    }
  }

  @Override
  public String toString() {
    return "CheckoutSession[" + merchantId + ", " + paymentNumber + "]";
  }
}
