package dev.naru.hub.text;

/**
 * Removes the white space around a text from a merchant; every part of the hub uses this one rule.
 * White space is what Unicode or a browser's {@code trim()} calls so: blanks, tabs, line ends, the
 * ideographic space U+3000, the no-break space, the byte order mark.
 */
public final class OuterSpace {

  private OuterSpace() {}

  /** The text without the white space before and after it. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }
}
