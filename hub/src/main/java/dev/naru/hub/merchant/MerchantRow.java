package dev.naru.hub.merchant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A merchant as a row of the table. */
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
    return JSON.writeValueAsString(new TreeMap<>(settings.values()));
  }

  private static Settings settings(String json) {
    return new Settings(JSON.readValue(json, SETTINGS));
  }
}
