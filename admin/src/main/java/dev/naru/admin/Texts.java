package dev.naru.admin;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The operator's language: Korean where the system's locale is Korean, else English. */
final class Texts {

  /** Also what picocli prints help from. */
  static final String BUNDLE = "dev.naru.admin.texts";

  private Texts() {}

  /** A text with its values filled in. */
  static String of(String key, Object... values) {
    return new MessageFormat(bundle().getString(key), Locale.ROOT).format(values);
  }

  static ResourceBundle bundle() {
    // English is the bundle without a language, whatever the system's locale is.
    return ResourceBundle.getBundle(
        BUNDLE,
        Locale.getDefault(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** {@code ko} or {@code en}. */
  static String language() {
    return Locale.getDefault().getLanguage().equals("ko") ? "ko" : "en";
  }
}
