package dev.naru.hub.webhook;

import dev.naru.hub.merchant.Merchant;
import java.time.Duration;
import java.util.Map;

/**
 * The guarded way to a merchant's server, for webhooks and {@code confirm_url} (G24): http and
 * https only, the resolved address checked when connecting, no redirect followed, size and time
 * capped.
 */
public interface MerchantServer {

  /** Posts a body. Never throws: trouble is an answer. */
  Answer post(Merchant merchant, String url, String contentType, String body, Timeouts timeouts);

  /** The same with further request headers. */
  default Answer post(
      Merchant merchant,
      String url,
      String contentType,
      String body,
      Timeouts timeouts,
      Map<String, String> headers) {
    return post(merchant, url, contentType, body, timeouts);
  }

  /**
   * @param connect for making the connection
   * @param total for all of it, from the name look-up to the answer's last byte
   */
  record Timeouts(Duration connect, Duration total) {}

  /** What came back. */
  sealed interface Answer {

    /**
     * @param body at most the first 4 KB
     */
    record Answered(int status, String body, Duration took) implements Answer {
      public boolean isSuccess() {
        return status >= 200 && status < 300;
      }
    }

    /**
     * @param reason for the history: time-out, refused address, no such host ...
     */
    record NotReached(String reason, Duration took) implements Answer {}
  }
}
