package dev.naru.hub.console;

import dev.naru.pg.spi.AllowedValues;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.SettingField;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form field for one setting. The template is {@code console/setting}.
 *
 * @param name the field's name in the form; one that begins with {@code secret} is never shown
 *     again
 * @param hint a sentence on what the setting decides
 * @param options the values to choose from, with their names; none for {@link Kind#TEXT}
 * @param required whether the field can't be left empty
 * @param stored the value in force; empty for a secret
 * @param placeholder the value that applies if the field is left empty
 */
public record SettingInput(
    String name,
    String label,
    String hint,
    Kind kind,
    Map<String, String> options,
    boolean required,
    String stored,
    String placeholder) {

  /** The kinds of fields. */
  public enum Kind {
    TEXT,
    /** A text that is never shown again. */
    SECRET,
    /** One value of a list. */
    CHOICE,
    /** Any of a list of values, separated by commas. */
    BOXES
  }

  /**
   * The field for a channel's setting.
   *
   * @param stored the channel's settings; empty for a new one
   */
  public static SettingInput of(
      SettingField field, PgConnector pg, Map<String, String> stored, Visit visit) {
    String language = visit.texts().language();
    String value = stored.getOrDefault(field.key(), "");
    boolean kept = field.secret() && !value.isEmpty();
    return new SettingInput(
        nameOf(pg, field),
        field.label().in(language),
        AllowedValues.PAY_METHODS.equals(field.allowed())
            ? visit.text("setting.boxes")
            : field.decides().in(language),
        field.secret() ? Kind.SECRET : kindOf(field.allowed()),
        AllowedValues.PAY_METHODS.equals(field.allowed())
            ? methods(pg, language)
            : options(field.allowed(), visit),
        field.required() && !kept,
        field.secret() ? "" : value.isEmpty() ? field.defaultValue() : value,
        kept ? visit.text("setting.kept") : "");
  }

  /** The field's name in a form that has the settings of several PGs. */
  public static String nameOf(PgConnector pg, SettingField field) {
    return (field.secret() ? "secret." : "set.") + pg.provider() + "." + field.key();
  }

  /** The kind of field for a setting that accepts these values. */
  public static Kind kindOf(AllowedValues allowed) {
    if (AllowedValues.PAY_METHODS.equals(allowed)) {
      return Kind.BOXES;
    }
    return allowed instanceof AllowedValues.OneOf ? Kind.CHOICE : Kind.TEXT;
  }

  private static Map<String, String> methods(PgConnector pg, String language) {
    Map<String, String> options = new LinkedHashMap<>();
    pg.capabilities()
        .byMethod()
        .keySet()
        .forEach(
            method -> options.put(method.code(), pg.description().nameOf(method).in(language)));
    return options;
  }

  /** The values of a closed list, with their names. */
  public static Map<String, String> options(AllowedValues allowed, Visit visit) {
    Map<String, String> options = new LinkedHashMap<>();
    if (allowed instanceof AllowedValues.OneOf(List<String> values)) {
      values.forEach(value ->
          options.put(
              value,
              switch (value) {
                case "true" -> visit.text("setting.true");
                case "false" -> visit.text("setting.false");
                default -> value;
              }));
    }
    return options;
  }

  /** Whether a value contains this option, so that its checkbox is ticked. */
  public static boolean has(String value, String option) {
    return Arrays.asList(value.split("[^a-z0-9_]+")).contains(option);
  }
}
