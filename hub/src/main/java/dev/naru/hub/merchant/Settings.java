package dev.naru.hub.merchant;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;

/**
 * The values that a merchant has set, by the settings' keys: the hub's own settings and those of
 * PGs. A key that this version does not know is kept.
 */
public record Settings(Map<String, String> values) {

  /** A merchant that has set nothing. */
  public static final Settings NONE = new Settings(Map.of());

  public Settings {
    values = Map.copyOf(values);
  }

  /** Settings that hold only settings of the hub, and none of a PG. */
  public static Settings of(Map<Setting, String> values) {
    return new Settings(
        values.entrySet().stream()
            .collect(toUnmodifiableMap(each -> each.getKey().key(), Map.Entry::getValue)));
  }

  /** The value of one of the hub's settings, or its default. */
  public String get(Setting setting) {
    return values.getOrDefault(setting.key(), setting.defaultValue());
  }

  /** The value that was set under a key; empty when none was. */
  public Optional<String> given(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Whether a setting of {@code true} or {@code false} is {@code true}. */
  public boolean is(Setting setting) {
    return Boolean.parseBoolean(get(setting));
  }
}
