package dev.naru.hub.console.channels;

import dev.naru.hub.channel.ChannelEditor;
import dev.naru.hub.channel.Connectors;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.SettingInput;
import dev.naru.hub.console.Visit;
import dev.naru.pg.spi.AllowedValues;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.SettingField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of a PG's channel, as its connector describes them.
 *
 * @param keys the required settings and the other secrets
 * @param methods the setting with the contracted methods, where the PG has it
 * @param others all other settings
 */
public record ChannelForm(
    String provider,
    String name,
    List<SettingInput> keys,
    List<SettingInput> methods,
    List<SettingInput> others) {

  private static final int LONGEST_VALUE = 4_000;

  static ChannelForm of(PgConnector pg, Map<String, String> stored, Visit visit) {
    List<SettingInput> keys = new ArrayList<>();
    List<SettingInput> methods = new ArrayList<>();
    List<SettingInput> others = new ArrayList<>();
    for (SettingField field : pg.settings()) {
      SettingInput input = SettingInput.of(field, pg, stored, visit);
      if (field.required() || field.secret()) {
        keys.add(input);
      } else if (input.kind() == SettingInput.Kind.BOXES) {
        methods.add(input);
      } else {
        others.add(input);
      }
    }
    return new ChannelForm(
        pg.provider(), pg.displayName(visit.texts().language()), keys, methods, others);
  }

  static List<ChannelForm> ofAll(Connectors connectors, Visit visit) {
    return connectors.all().stream().map(pg -> of(pg, Map.of(), visit)).toList();
  }

  /** The names of all PGs by their codes, in the page's language. */
  static Map<String, String> names(Connectors connectors, Visit visit) {
    Map<String, String> names = new LinkedHashMap<>();
    connectors
        .all()
        .forEach(pg ->
            names.put(
                pg.provider(),
                "%s (%s)".formatted(pg.displayName(visit.texts().language()), pg.provider())));
    return names;
  }

  /**
   * The settings that the form sent.
   *
   * @param stored the values of secrets that were left empty: the channel's own, or a published
   *     test key
   */
  static Map<String, String> sent(PgConnector pg, Form form, Map<String, String> stored) {
    Map<String, String> settings = new TreeMap<>();
    for (SettingField field : pg.settings()) {
      String value = form.get(SettingInput.nameOf(pg, field));
      if (value.isEmpty() && field.secret()) {
        value = stored.getOrDefault(field.key(), "");
      }
      if (!value.isEmpty()) {
        settings.put(field.key(), value);
      }
    }
    return settings;
  }

  /** Adds an error at each wrong field. */
  static void check(PgConnector pg, Map<String, String> settings, Form form, Visit visit) {
    for (ChannelEditor.Wrong wrong : ChannelEditor.wrong(pg, settings)) {
      SettingField field = wrong.field();
      form.wrong(SettingInput.nameOf(pg, field), sentence(field, wrong.missing(), visit));
    }
    for (SettingField field : pg.settings()) {
      if (settings.getOrDefault(field.key(), "").length() > LONGEST_VALUE) {
        form.wrong(SettingInput.nameOf(pg, field), visit.text("setting.long"));
      }
    }
  }

  private static String sentence(SettingField field, boolean missing, Visit visit) {
    if (missing) {
      return visit.text("setting.missing");
    }
    if (field.secret()) {
      return visit.text("setting.wrong-secret");
    }
    return field.allowed() instanceof AllowedValues.OneOf(List<String> values)
        ? visit.text("setting.one-of", String.join(", ", values))
        : visit.text("setting.wrong");
  }
}
