package dev.naru.admin;

import dev.naru.hub.channel.Connectors;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Setting;
import dev.naru.pg.spi.AllowedValues;
import dev.naru.pg.spi.SettingField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a merchant's settings from the command line: {@code key=value}. */
final class MerchantSettings {

  private final Connectors connectors;

  MerchantSettings(Connectors connectors) {
    this.connectors = connectors;
  }

  /**
   * Reads the settings, and refuses the first wrong one before anything is changed.
   *
   * @param given texts {@code key=value}
   */
  Map<String, String> read(List<String> given) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String each : given) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw RefusedCommand.wrongUse("setting.form", each);
      }
      String key = each.substring(0, equals).strip();
      String value = each.substring(equals + 1).strip();
      AllowedValues allowed = allowed(key);
      if (!allowed.allows(value)) {
        throw RefusedCommand.wrongUse("setting.value", key, value, words(allowed));
      }
      values.put(key, value);
    }
    return values;
  }

  /** Refuses an unknown key. */
  void known(String key) {
    allowed(key);
  }

  private AllowedValues allowed(String key) {
    return Setting.of(key)
        .map(Setting::allowed)
        .or(() -> connectors.merchantSetting(key).map(SettingField::allowed))
        .orElseThrow(() -> RefusedCommand.wrongUse("setting.unknown", key));
  }

  /**
   * Changes one setting.
   *
   * @return the value before
   */
  String put(Merchants merchants, long merchantId, String key, String value) {
    Optional<Setting> own = Setting.of(key);
    return own.isPresent()
        ? merchants.putSetting(merchantId, own.get(), value)
        : merchants.putSetting(merchantId, connectors.merchantSetting(key).orElseThrow(), value);
  }

  /** The accepted values, as a part of a sentence. */
  static String words(AllowedValues allowed) {
    return switch (allowed) {
      case AllowedValues.Any _ -> Texts.of("setting.any");
      case AllowedValues.OneOf(List<String> values) ->
          values.stream().collect(Collectors.joining(", "));
      case AllowedValues.Matching(var pattern) -> pattern.pattern();
    };
  }
}
