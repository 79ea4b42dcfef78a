package dev.naru.hub.merchant;

import java.time.Instant;
import java.util.Optional;

/**
 * The REST API's access tokens (spec/rest-api.md §1.2). Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away. Safe for concurrent use.
 */
public interface Tokens {

  /**
   * The access token of the merchant with these credentials. It is valid for 30 minutes, and until
   * then every call returns the same token; a call in its last minute extends it by 5 minutes.
   *
   * @return empty when the key is unknown or the secret is wrong
   */
  Optional<Issued> issue(String apiKey, String apiSecret);

  /**
   * The merchant that this token belongs to; empty when it is unknown or expired. The time it takes
   * tells nothing about the token.
   */
  Optional<Merchant> authenticate(String token);

  /**
   * A token with its expiry time.
   *
   * @param expiresAt the expiry time in whole seconds, from the same reading of the clock as {@code
   *     now}
   * @param now the time of the call, in whole seconds
   */
  record Issued(String token, Instant expiresAt, Instant now) {

    @Override
    public String toString() {
      return "Issued[until " + expiresAt + "]";
    }
  }
}
