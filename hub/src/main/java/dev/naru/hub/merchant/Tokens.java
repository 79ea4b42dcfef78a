package dev.naru.hub.merchant;

import java.time.Instant;
import java.util.Optional;

/** Access tokens of the REST API (spec/rest-api.md §1.2). Safe under concurrency. */
public interface Tokens {

  /**
   * The merchant's token: the same one until it expires; moved on by 5 minutes in its last minute.
   *
   * @return empty when key and secret don't belong together
   */
  Optional<Issued> issue(String apiKey, String apiSecret);

  /** Whose token this is; empty when unknown or expired. Compares in constant time. */
  Optional<Merchant> authenticate(String token);

  /** Both times from one reading of the clock. */
  record Issued(String token, Instant expiresAt, Instant now) {

    @Override
    public String toString() {
      return "Issued[until " + expiresAt + "]";
    }
  }
}
