package dev.naru.pg.mobilians.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Text as KG Mobilians counts and sends it: two bytes a Hangul syllable, in MS949
 * (protocols/mobilians.md §2.6, §7 item 11).
 */
public final class KoreanText {
  private static final Charset MS949 = Charset.forName("MS949");

  private KoreanText() {}

  /** How many bytes the text has in KG's own encoding; an unmappable character counts as one. */
  public static int bytes(String text) {
    return text.getBytes(MS949).length;
  }

  /**
   * Fit for a field of so many bytes: without control characters, what MS949 lacks (an emoji)
   * replaced by {@code ?}, cut between characters.
   */
  public static String fit(String text, int maxBytes) {
    CharsetEncoder korean = MS949.newEncoder();
    StringBuilder fitting = new StringBuilder();
    int bytes = 0;
    for (int c : text.codePoints().filter(c -> !Character.isISOControl(c)).toArray()) {
      String one = Character.toString(c);
      String sent = korean.canEncode(one) ? one : "?";
      bytes += sent.getBytes(MS949).length;
      if (bytes > maxBytes) {
        break;
      }
      fitting.append(sent);
    }
    return fitting.toString();
  }

  /**
   * Reads what came without naming its encoding. Some MS949 syllables are valid UTF-8 too, so that
   * UTF-8 is believed only where it gives the name we registered, or nothing but ASCII and Hangul.
   *
   * @param registeredName the {@code product_name} we sent; empty where it isn't known
   */
  public static String decode(byte[] bytes, String registeredName) {
    try {
      String utf8 = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean isOurs = !registeredName.isEmpty() && utf8.contains(registeredName);
      if (isOurs || utf8.codePoints().allMatch(KoreanText::isAsciiOrHangul)) {
        return utf8;
      }
    } catch (CharacterCodingException e) {
      // Not UTF-8: the next line says what it is.
    }
    return new String(bytes, MS949);
  }

  private static boolean isAsciiOrHangul(int c) {
    return c < 0x80 || Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL;
  }
}
