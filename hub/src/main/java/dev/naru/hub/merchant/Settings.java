package dev.naru.hub.merchant;

import java.util.Map;

/** A merchant's settings; what was never set has its default. */
public record Settings(Map<Setting, String> values) {

  public Settings {
    values = Map.copyOf(values);
  }

  public String get(Setting setting) {
    return values.getOrDefault(setting, setting.defaultValue());
  }

  /** Whether a setting of {@code true} or {@code false} is {@code true}. */
  public boolean is(Setting setting) {
    return Boolean.parseBoolean(get(setting));
  }
}
