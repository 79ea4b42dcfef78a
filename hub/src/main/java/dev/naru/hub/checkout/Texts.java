package dev.naru.hub.checkout;

import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the hub's own pages for buyers, in Korean or English.
 *
 * @param language {@code ko} or {@code en}
 */
public record Texts(String language) {

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  /** Korean texts, unless the browser prefers English to Korean. */
  static Texts preferred(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.length() > 500) {
      return new Texts("ko");
    }
    try {
      String tag =
          Locale.lookupTag(
              Locale.LanguageRange.parse(acceptLanguage), java.util.List.of("ko", "en"));
      return new Texts("en".equals(tag) ? "en" : "ko");
    } catch (IllegalArgumentException e) {
      return new Texts("ko");
    }
  }

  /**
   * The text of this key in {@code messages/checkout_*.properties}.
   *
   * @throws java.util.MissingResourceException when no text has this key
   */
  public String get(String key) {
    return ResourceBundle.getBundle(
            "messages.checkout", Locale.forLanguageTag(language), NO_FALLBACK)
        .getString(key);
  }
}
