package dev.naru.hub.merchant;

import dev.naru.pg.spi.SettingField;
import java.util.Optional;

/** Who uses the hub. */
public interface Merchants {

  Optional<Merchant> byUserCode(String userCode);

  Optional<Merchant> byId(long merchantId);

  /**
   * Enters a merchant.
   *
   * @param apiKey null to have one made
   * @param apiSecret null to have one made; kept as a digest only
   * @param userCode null to have one made
   */
  Created create(NewMerchant merchant);

  /**
   * Sets a setting.
   *
   * @return the value before
   * @throws IllegalArgumentException names a value that the setting doesn't allow
   */
  String putSetting(long merchantId, Setting setting, String value);

  /**
   * Sets a setting of a PG, which {@link dev.naru.pg.spi.PgDescription#isMerchantWide} allows.
   *
   * @return the value before
   * @throws IllegalArgumentException names a value that the setting does not allow
   */
  String putSetting(long merchantId, SettingField setting, String value);

  /** What a merchant is made from; the nullable ones are made up when absent. */
  record NewMerchant(
      @org.jspecify.annotations.Nullable String userCode,
      String name,
      @org.jspecify.annotations.Nullable String apiKey,
      @org.jspecify.annotations.Nullable String apiSecret,
      Settings settings) {}

  /** The only time the secret is told. */
  record Created(Merchant merchant, String apiKey, String apiSecret) {

    @Override
    public String toString() {
      return "Created[" + merchant.userCode() + "]";
    }
  }
}
