package dev.naru.hub.console.settings;

import dev.naru.hub.channel.Connectors;
import dev.naru.hub.console.SettingInput;
import dev.naru.hub.console.SettingInput.Kind;
import dev.naru.hub.console.Visit;
import dev.naru.hub.merchant.Setting;
import dev.naru.pg.spi.AllowedValues;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.SettingField;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A setting that a merchant can have: one of the hub, or one of a PG that applies to all its
 * channels.
 *
 * @param group the group of the page in which the setting stands: the key up to its first dot, or
 *     the PG's code
 */
record KnownSetting(
    String key, String group, String defaultValue, AllowedValues allowed, SettingInput input) {

  /** The choices of settings that take several values, which are separated by blanks. */
  private static final Map<Setting, List<String>> SEVERAL =
      Map.of(
          Setting.WEBHOOK_EVENTS,
          List.of("ready", "paid", "failed", "cancelled", "api_cancels", "all_failures"));

  /** All settings, in the order of the page. */
  static List<KnownSetting> all(Connectors connectors, Visit visit) {
    Map<String, KnownSetting> all = new LinkedHashMap<>();
    Arrays.stream(Setting.values()).forEach(own -> all.put(own.key(), of(own, visit)));
    for (PgConnector pg : connectors.all()) {
      pg.settings().stream()
          .filter(pg.description()::isMerchantWide)
          .forEach(field -> all.putIfAbsent(field.key(), of(pg, field, visit)));
    }
    return List.copyOf(all.values());
  }

  /** The value in force for the visit's merchant. */
  static String value(String key, String defaultValue, Visit visit) {
    return visit.merchant().settings().given(key).orElse(defaultValue);
  }

  private static KnownSetting of(Setting setting, Visit visit) {
    List<String> several = SEVERAL.get(setting);
    Map<String, String> options = new LinkedHashMap<>();
    if (several == null) {
      options.putAll(SettingInput.options(setting.allowed(), visit));
    } else {
      several.forEach(value -> options.put(value, value));
    }
    SettingInput input =
        new SettingInput(
            "set." + setting.key(),
            visit.text("settings." + setting.key()),
            visit.text("settings." + setting.key() + ".hint"),
            several == null ? SettingInput.kindOf(setting.allowed()) : Kind.BOXES,
            options,
            false,
            value(setting.key(), setting.defaultValue(), visit),
            "");
    String group = setting.key().substring(0, setting.key().indexOf('.'));
    return new KnownSetting(setting.key(), group, setting.defaultValue(), setting.allowed(), input);
  }

  private static KnownSetting of(PgConnector pg, SettingField field, Visit visit) {
    SettingInput ofChannel = SettingInput.of(field, pg, Map.of(), visit);
    SettingInput input =
        new SettingInput(
            "set." + field.key(),
            ofChannel.label(),
            ofChannel.hint(),
            ofChannel.kind(),
            ofChannel.options(),
            false,
            value(field.key(), field.defaultValue(), visit),
            "");
    return new KnownSetting(
        field.key(), pg.provider(), field.defaultValue(), field.allowed(), input);
  }

  /** The sent value, in the form in which it is stored. */
  String sent(String typed) {
    boolean blanks = SEVERAL.keySet().stream().anyMatch(several -> several.key().equals(key));
    return blanks ? typed.replace(',', ' ') : typed;
  }

  /** Whether a value is the one in force. The order of ticked checkboxes doesn't matter. */
  boolean isSame(String value, Visit visit) {
    String inForce = value(key, defaultValue, visit);
    return input.kind() == Kind.BOXES ? parts(value).equals(parts(inForce)) : value.equals(inForce);
  }

  private static Set<String> parts(String value) {
    return new HashSet<>(Arrays.asList(value.split("[^a-z0-9_]+")));
  }

  static Stream<KnownSetting> ofGroup(List<KnownSetting> all, String group) {
    return all.stream().filter(known -> known.group().equals(group));
  }
}
