package dev.naru.pg.spi;

import org.jspecify.annotations.Nullable;

/**
 * Masks card numbers that came from outside: at most the first six digits and the last four stay
 * (PCI DSS 3.4.1, G25). Digits of any script count, with anything between them. A text of another
 * shape is no card number and is not shown at all.
 */
final class CardNumber {

  private static final int FIRST = 6;
  private static final int LAST = 4;
  private static final int LONGEST = 19;

  private CardNumber() {}

  /**
   * Masks a number.
   *
   * @return the text itself if it is masked well; else its digits, masked; null if it is no card
   *     number
   */
  static @Nullable String shown(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var number = new StringBuilder();
    boolean plain = true;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      if (Character.isDigit(point)) {
        number.append((char) ('0' + Character.digit(point, 10)));
        plain &= point < 128;
      } else if (isMask(point)) {
        number.append('*');
        plain &= point == '*';
      } else if (isBetween(point)) {
        plain &= point == '-' || point == ' ';
      } else {
        return null;
      }
    }
    int length = number.length();
    if (length == 0 || length > LONGEST) {
      return null;
    }
    boolean masked = true;
    for (int at = FIRST; at < length - LAST; at++) {
      if (number.charAt(at) != '*') {
        number.setCharAt(at, '*');
        masked = false;
      }
    }
    return plain && masked ? text : number.toString();
  }

  private static boolean isMask(int point) {
    return point == '*' || point == 'x' || point == 'X' || point == '\uFF0A' || point == '\u25CF';
  }

  /** Whether the character is punctuation or space without a meaning in HTML. */
  private static boolean isBetween(int point) {
    if ("<>&\"'`\\".indexOf(point) >= 0) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.DASH_PUNCTUATION,
          Character.CONNECTOR_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.SPACE_SEPARATOR,
          Character.FORMAT,
          Character.MATH_SYMBOL ->
          true;
      default -> false;
    };
  }
}
