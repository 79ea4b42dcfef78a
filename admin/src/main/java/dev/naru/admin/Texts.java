package dev.naru.admin;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/**
 * The texts in the operator's language: Korean if the environment's locale is Korean, else English.
 */
final class Texts {

  private static final String BUNDLE = "dev.naru.admin.texts";
  private static volatile Locale locale = Locale.ENGLISH;

  private Texts() {}

  /** Chooses the language as other programs do, by LC_ALL, LC_MESSAGES or LANG. */
  static void speak(Map<String, String> environment) {
    String named =
        Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("");
    locale = named.startsWith("ko") ? Locale.KOREAN : Locale.ENGLISH;
  }

  /** A text with its values filled in. */
  static String of(String key, Object... values) {
    return new MessageFormat(bundle().getString(key), Locale.ROOT).format(values);
  }

  /** The texts' bundle, from which picocli also prints help. */
  static ResourceBundle bundle() {
    // English is the bundle without a language, whatever the system's locale is.
    return ResourceBundle.getBundle(
        BUNDLE,
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** {@code ko} or {@code en}. */
  static String language() {
    return locale.getLanguage();
  }
}
