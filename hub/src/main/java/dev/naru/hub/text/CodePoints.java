package dev.naru.hub.text;

/** The length of a text in Unicode code points, which is what the specs' limits count. */
public final class CodePoints {

  private CodePoints() {}

  /**
   * How many code points the text has. An emoji beyond U+FFFF counts as one, though it takes two
   * {@code char}s.
   */
  public static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The text's first {@code max} code points. No surrogate pair is cut in two. */
  public static String cut(String text, int max) {
    return count(text) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
  }
}
