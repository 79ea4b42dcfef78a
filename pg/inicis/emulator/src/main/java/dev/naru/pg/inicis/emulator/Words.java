package dev.naru.pg.inicis.emulator;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts that a buyer reads, in one language. */
public final class Words {

  private static final String BUNDLE = "dev.naru.pg.inicis.emulator.window";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle bundle;
  private final String language;

  private Words(String language) {
    this.language = language;
    this.bundle = ResourceBundle.getBundle(BUNDLE, Locale.of(language), NO_FALLBACK);
  }

  /**
   * @param language {@code en}; anything else is Korean
   */
  static Words in(String language) {
    return new Words("en".equals(language) ? "en" : "ko");
  }

  /** The text of a key. @throws java.util.MissingResourceException when there is no such text */
  public String t(String key) {
    return bundle.getString(key);
  }

  /** The text of a key with values in their places. */
  public String t(String key, Object... values) {
    return String.format(Locale.ROOT, bundle.getString(key), values);
  }

  /** For the page's {@code lang} attribute. */
  public String language() {
    return language;
  }

  boolean english() {
    return language.equals("en");
  }

  String won(long amount) {
    return t("won", String.format(Locale.ROOT, "%,d", amount));
  }

  /** {@code 일시불} or {@code 2개월}. */
  String months(int months) {
    return months < 2 ? t("lumpSum") : t("months", months);
  }

  /** The names of the card pages' steps. */
  public List<String> cardSteps() {
    return List.of(t("step1"), t("step2"));
  }

  /** The text of a key, or nothing where there is none. */
  String orEmpty(String key) {
    return bundle.containsKey(key) ? bundle.getString(key) : "";
  }

  /** {@code 2026-01-15} of {@code 20260115}. */
  String day(String date) {
    return date.replaceAll("(....)(..)(..).*", "$1-$2-$3");
  }

  /** {@code 2026-01-15 23:59} of {@code 20260115235900}. */
  String moment(String stamp) {
    return stamp.replaceAll("(....)(..)(..)(..)(..)..", "$1-$2-$3 $4:$5");
  }
}
