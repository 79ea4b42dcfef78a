package dev.naru.hub.merchant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes rows of the table {@code merchant}. */
final class MerchantRow {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> SETTINGS = new TypeReference<>() {};

  private MerchantRow() {}

  static Merchant read(ResultSet row, int number) throws SQLException {
    return new Merchant(
        row.getLong("id"),
        row.getString("user_code"),
        row.getString("name"),
        settings(row.getString("settings")));
  }

  static String settingsJson(Settings settings) {
    Map<String, String> byKey = new TreeMap<>();
    settings.values().forEach((setting, value) -> byKey.put(setting.key(), value));
    return JSON.writeValueAsString(byKey);
  }

  /** What this version doesn't know stays in the row and is passed over. */
  private static Settings settings(String json) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    JSON.readValue(json, SETTINGS)
        .forEach((key, value) -> Setting.of(key).ifPresent(known -> values.put(known, value)));
    return new Settings(values);
  }
}
