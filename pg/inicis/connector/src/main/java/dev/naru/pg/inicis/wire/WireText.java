package dev.naru.pg.inicis.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/**
 * Makes texts fit for KG INICIS's messages: short enough, and without characters that would break a
 * message.
 */
public final class WireText {
  /** CP949, which KG INICIS and browsers call EUC-KR. */
  private static final Charset KOREAN = Charset.forName("MS949");

  private static final String ELLIPSIS = "...";

  private WireText() {}

  /** The text without control characters. */
  public static String printable(String text) {
    return keep(text, c -> !Character.isISOControl(c));
  }

  /**
   * The text without what would break the unencoded {@code a=b&c=d} answers of the mobile flow,
   * where KG INICIS repeats it as it is (protocols/inicis.md §4.4): {@code & = % +}, control
   * characters, and characters that EUC-KR lacks, which a browser would send as {@code &#…;}.
   */
  public static String rawSafe(String text) {
    CharsetEncoder korean = KOREAN.newEncoder();
    return keep(
        text,
        c ->
            !Character.isISOControl(c)
                && "&=%+".indexOf(c) < 0
                && Character.isBmpCodePoint(c)
                && korean.canEncode((char) c));
  }

  private static String keep(String text, IntPredicate wanted) {
    return text.codePoints()
        .filter(wanted)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The start of the text, at most {@code maxBytes} of UTF-8 and whole characters only. */
  public static String cut(String text, int maxBytes) {
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (bytes > maxBytes) {
        break;
      }
      end += Character.charCount(c);
    }
    return text.substring(0, end);
  }

  /**
   * Cuts like {@link #cut}; a text that was cut ends with {@code ...}, which counts towards {@code
   * maxBytes}.
   */
  public static String cutWithEllipsis(String text, int maxBytes) {
    return text.getBytes(StandardCharsets.UTF_8).length <= maxBytes
        ? text
        : cut(text, maxBytes - ELLIPSIS.length()) + ELLIPSIS;
  }

  /**
   * Decodes bytes as UTF-8, or as CP949 when they aren't valid UTF-8 (protocols/inicis.md §2.5).
   */
  public static String decode(byte[] bytes) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return text.toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, KOREAN);
    }
  }
}
