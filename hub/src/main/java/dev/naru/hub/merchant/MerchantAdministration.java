package dev.naru.hub.merchant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operator's work on merchants that {@link Merchants} doesn't offer. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away, and {@link
 * java.util.NoSuchElementException} when there is no such merchant.
 */
public interface MerchantAdministration {

  /**
   * A merchant as an operator sees it.
   *
   * @param oldSecretEndsAt when the API secret before the present one ends; null, or a past time,
   *     if only the present one is valid
   */
  record Entry(
      Merchant merchant, String apiKey, Instant createdAt, @Nullable Instant oldSecretEndsAt) {}

  /** All merchants, oldest first. */
  List<Entry> all();

  /** The merchant with this user code; empty when there is none. */
  Optional<Entry> find(String userCode);

  /** Whether there is a merchant with the playground's published API key. */
  boolean hasDemoKeys();

  /**
   * Gives a merchant another name.
   *
   * @return the name before
   */
  String rename(long merchantId, String name);

  /**
   * Removes a setting, so that its default applies.
   *
   * @return the value before; empty when none was set
   */
  Optional<String> clearSetting(long merchantId, String key);

  /**
   * Makes a new API secret. The present one, and its tokens, stay valid for the overlap. An older
   * one ends at once, so that no more than two are valid.
   *
   * @param overlap zero ends the present secret and every token at once
   * @return the secret in plain text; it can't be read again later
   */
  String rotateSecret(long merchantId, Duration overlap);

  /**
   * Ends the secret before the present one, and every token. Clients with the new secret can get a
   * new token.
   */
  void endOldSecret(long merchantId);
}
