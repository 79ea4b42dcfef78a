package dev.naru.pg.inicis.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** Text as the wire can carry it: cut to its bytes, without what would break a message. */
public final class WireText {
  /** CP949, what KG INICIS and browsers mean by EUC-KR. */
  private static final Charset KOREAN = Charset.forName("MS949");

  private static final String ELLIPSIS = "...";

  private WireText() {}

  /** Without control characters. */
  public static String printable(String text) {
    return keep(text, c -> !Character.isISOControl(c));
  }

  /**
   * A value that is safe in the raw {@code a=b&c=d} answers of the mobile flow, where KG INICIS
   * echoes it unescaped (protocols/inicis.md §4.4): without {@code & = % +} and control characters,
   * and without characters that EUC-KR lacks, which a browser would send as {@code &#…;}.
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

  /** At most so many UTF-8 bytes, whole characters only. */
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

  /** As {@link #cut}, the last three bytes being {@code ...} where something was cut off. */
  public static String cutWithEllipsis(String text, int maxBytes) {
    return text.getBytes(StandardCharsets.UTF_8).length <= maxBytes
        ? text
        : cut(text, maxBytes - ELLIPSIS.length()) + ELLIPSIS;
  }

  /** UTF-8 where the bytes are that, else CP949 (protocols/inicis.md §2.5). */
  public static String decode(byte[] bytes) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return text.toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, KOREAN);
    }
  }
}
