package dev.naru.hub.checkout;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One open window of one payment, found by the token in its addresses.
 *
 * @param requestId of the SDK's request: what its answer is matched by
 * @param origin of the page that asked; the only one that is told the result
 * @param hubOrigin the hub as this buyer's browser sees it
 * @param redirects the shop's page itself goes to the PG, and ends at {@code mRedirectUrl}; else it
 *     stays and is called back
 * @param mRedirectUrl where a phone ends, null for the hub's own page
 * @param window what is known of the PG's window, null while none was opened
 * @param ending how the way to the PG ended, null while it hasn't or when the approval decided
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

  /** How the PG's window ended without an authentication. */
  enum Ending {
    /** The PG said that the buyer closed it. */
    LEFT,
    /** The PG refused in its window. */
    NOT_AUTHENTICATED
  }

  /**
   * A PG's window as it was opened last.
   *
   * @param memo for the connector alone
   * @param closeScript the PG's script that takes its window away, empty for none
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
