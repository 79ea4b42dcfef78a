package dev.naru.pg.spi;

/**
 * A text in the two languages that naru speaks.
 *
 * @param ko Korean
 * @param en English
 */
public record Bilingual(String ko, String en) {

  /**
   * @throws IllegalArgumentException if one of the two texts is blank
   */
  public Bilingual {
    if (ko.isBlank() || en.isBlank()) {
      throw new IllegalArgumentException("a text is missing in one language: " + ko + " / " + en);
    }
  }

  /**
   * The text in one language.
   *
   * @param language {@code ko} for Korean; English for every other value
   */
  public String in(String language) {
    return language.equals("ko") ? ko : en;
  }
}
