package dev.naru.hub.merchant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does to merchants, besides {@link Merchants}. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away, and {@link
 * java.util.NoSuchElementException} when there is no such merchant.
 */
public interface MerchantAdministration {

  /**
   * A merchant as an operator sees it.
   *
   * @param oldSecretEndsAt until when the API secret before the present one works; null, or past,
   *     when only the present one does
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
   * Takes a setting back, so that its default holds.
   *
   * @return the value before; empty when none was set
   */
  Optional<String> clearSetting(long merchantId, String key);

  /**
   * Makes another API secret. The present one goes on for the overlap, and with it the tokens; one
   * that was before it ends at once, so there are never more than two.
   *
   * @param overlap zero ends the present secret and every token at once
   * @return the secret in plain text; it can't be read again later
   */
  String rotateSecret(long merchantId, Duration overlap);

  /** Ends the secret before the present one, and every token: who has the new one gets another. */
  void endOldSecret(long merchantId);
}
