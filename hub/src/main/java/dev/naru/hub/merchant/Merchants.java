package dev.naru.hub.merchant;

import dev.naru.pg.spi.SettingField;
import java.util.Optional;

/**
 * The merchants of the hub. Every method throws {@link org.springframework.dao.DataAccessException}
 * when the database is away. Safe for concurrent use.
 */
public interface Merchants {

  /** The merchant with this user code; empty when there is none. */
  Optional<Merchant> byUserCode(String userCode);

  /** The merchant with this id; empty when there is none. */
  Optional<Merchant> byId(long merchantId);

  /**
   * Creates a merchant.
   *
   * @throws IllegalArgumentException when the user code or the API key belongs to another merchant
   */
  Created create(NewMerchant merchant);

  /**
   * Changes one setting of a merchant.
   *
   * @return the value that was in force before
   * @throws IllegalArgumentException when the setting doesn't allow the value; the text names it
   * @throws java.util.NoSuchElementException when there is no such merchant
   */
  String putSetting(long merchantId, Setting setting, String value);

  /**
   * Sets a setting of a PG, which {@link dev.naru.pg.spi.PgDescription#isMerchantWide} allows.
   *
   * @return the value that was in force before
   * @throws IllegalArgumentException when the setting doesn't allow the value; the text names it
   */
  String putSetting(long merchantId, SettingField setting, String value);

  /** The values of a new merchant. The hub generates those that are null. */
  record NewMerchant(
      @org.jspecify.annotations.Nullable String userCode,
      String name,
      @org.jspecify.annotations.Nullable String apiKey,
      @org.jspecify.annotations.Nullable String apiSecret,
      Settings settings) {}

  /**
   * A new merchant with its credentials.
   *
   * @param apiSecret the secret in plain text; it can't be read again later
   */
  record Created(Merchant merchant, String apiKey, String apiSecret) {

    @Override
    public String toString() {
      return "Created[" + merchant.userCode() + "]";
    }
  }
}
