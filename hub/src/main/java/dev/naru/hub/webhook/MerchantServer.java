package dev.naru.hub.webhook;

import dev.naru.hub.merchant.Merchant;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to merchants' servers, for webhooks and {@code confirm_url}, so that a merchant
 * can't use the hub to reach other systems (G24): only http and https, only addresses that are
 * allowed at the moment of connecting, no redirects, a limit on size and on time.
 */
public interface MerchantServer {

  /** Posts a body and waits for the answer. Never throws; a failure is an {@link Answer} too. */
  Answer post(Merchant merchant, String url, String contentType, String body, Timeouts timeouts);

  /**
   * Posts a body like {@link #post(Merchant, String, String, String, Timeouts)}, with further
   * request headers.
   */
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
   * How long an exchange may take.
   *
   * @param connect for making the connection
   * @param total for the whole exchange, from the name look-up to the last byte of the answer
   */
  record Timeouts(Duration connect, Duration total) {}

  /** The end of an exchange. */
  sealed interface Answer {

    /**
     * The server answered: at least its status line came.
     *
     * @param body the first 4 KB at most; empty when it can't be read
     * @param broken what was wrong after the status line, in English; null for a whole answer
     */
    record Answered(int status, String body, Duration took, @Nullable String broken)
        implements Answer {

      /** A whole answer. */
      public Answered(int status, String body, Duration took) {
        this(status, body, took, null);
      }

      public boolean isSuccess() {
        return status >= 200 && status < 300;
      }
    }

    /**
     * There was no answer.
     *
     * @param reason in English, for the history: time-out, refused address, no such host ...
     */
    record NotReached(String reason, Duration took) implements Answer {}
  }
}
