package dev.naru.hub.console;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The console's texts in Korean or English. They are in {@code messages/console/}, one bundle for
 * each section: the text {@code channels.title} is {@code title} in {@code channels_ko.properties}.
 *
 * @param language {@code ko} or {@code en}
 */
public record Texts(String language) {

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  /**
   * The text of a key.
   *
   * @throws MissingResourceException when no text has it
   */
  public String get(String key) {
    int dot = key.indexOf('.');
    return ResourceBundle.getBundle(
            "messages.console." + key.substring(0, dot),
            Locale.forLanguageTag(language),
            NO_FALLBACK)
        .getString(key.substring(dot + 1));
  }

  /**
   * The text of a key with its values filled in. A text with placeholders writes an apostrophe
   * twice ({@link java.text.MessageFormat}).
   */
  public String get(String key, Object... values) {
    return values.length == 0 ? get(key) : new MessageFormat(get(key), Locale.ROOT).format(values);
  }

  /**
   * The sentence on what was done, for {@link ConsolePages#to(String, String)}: the text {@code
   * <section>.said-<what>}; empty for any other key, since anybody can put a key into an address.
   */
  String said(String key) {
    if (!key.matches("[a-z-]{1,30}\\.said-[a-z-]{1,40}")) {
      return "";
    }
    try {
      return get(key);
    } catch (MissingResourceException e) {
      return "";
    }
  }
}
