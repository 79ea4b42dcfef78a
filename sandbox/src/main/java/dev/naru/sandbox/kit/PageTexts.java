package dev.naru.sandbox.kit;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The texts of a buyer's window in one language. An emulator has a resource bundle of its own; the
 * kit's bundle {@code window_ko.properties}, {@code window_en.properties} has the texts that all
 * windows share. If both have a key, the emulator's text is used.
 */
public final class PageTexts {

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle own;
  private final ResourceBundle shared;
  private final boolean english;

  private PageTexts(ResourceBundle own, ResourceBundle shared, boolean english) {
    this.own = own;
    this.shared = shared;
    this.english = english;
  }

  /**
   * Loads the texts.
   *
   * @param bundle the base name of the emulator's bundle, for example {@code
   *     dev.naru.pg.mypg.emulator.window}
   * @param language {@code en} for English, anything else for Korean
   * @throws java.util.MissingResourceException when there is no such bundle
   */
  public static PageTexts load(String bundle, String language) {
    boolean english = language.equals("en");
    Locale locale = Locale.of(english ? "en" : "ko");
    return new PageTexts(
        ResourceBundle.getBundle(bundle, locale, NO_FALLBACK),
        ResourceBundle.getBundle("dev.naru.sandbox.kit.window", locale, NO_FALLBACK),
        english);
  }

  /**
   * The text of a key.
   *
   * @throws java.util.MissingResourceException when neither bundle has it
   */
  public String t(String key) {
    return own.containsKey(key) ? own.getString(key) : shared.getString(key);
  }

  /** The text of a key, formatted with values as by {@link String#format}. */
  public String t(String key, Object... values) {
    return String.format(Locale.ROOT, t(key), values);
  }

  /** The text of a key; empty when neither bundle has it. */
  public String orEmpty(String key) {
    return own.containsKey(key) || shared.containsKey(key) ? t(key) : "";
  }

  /** {@code ko} or {@code en}, for the page's {@code lang} attribute. */
  public String language() {
    return english ? "en" : "ko";
  }

  /** Whether the texts are English. */
  public boolean english() {
    return english;
  }

  /** An amount in won, for example {@code 14,000원}. */
  public String won(long amount) {
    return t("won", String.format(Locale.ROOT, "%,d", amount));
  }

  /** A number of instalments, for example {@code 2개월}; {@code 일시불} below two. */
  public String instalments(int months) {
    return months < 2 ? t("lumpSum") : t("instalments", months);
  }
}
