package dev.naru.hub.webhook;

import dev.naru.hub.merchant.Merchant;
import java.time.Duration;

/**
 * The guarded way to a merchant's server, for webhooks and {@code confirm_url} (G24): http and https
 * only, the resolved address checked when connecting, no redirect followed, size and time capped.
 */
public interface MerchantServer {

  /** Posts a body. Never throws: trouble is an answer. */
  Answer post(Merchant merchant, String url, String contentType, String body, Timeouts timeouts);

  record Timeouts(Duration connect, Duration total) {}

  /** What came back. */
  sealed interface Answer {

    /** @param body at most the first 4 KB */
    record Answered(int status, String body, Duration took) implements Answer {
      public boolean isSuccess() {
        return status >= 200 && status < 300;
      }
    }

    /** @param reason for the history: time-out, refused address, no such host ... */
    record NotReached(String reason, Duration took) implements Answer {}
  }
}
