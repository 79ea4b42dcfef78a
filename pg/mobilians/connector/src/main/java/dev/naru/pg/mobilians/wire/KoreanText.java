package dev.naru.pg.mobilians.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Text as KG Mobilians counts and sends it: in MS949, with two bytes for a Hangul syllable
 * (protocols/mobilians.md §2.6, §7 item 11).
 */
public final class KoreanText {
  private static final Charset MS949 = Charset.forName("MS949");

  private KoreanText() {}

  /** The text's length in bytes of KG's encoding; an unmappable character counts as one. */
  public static int bytes(String text) {
    return text.getBytes(MS949).length;
  }

  /**
   * The text cut to {@code maxBytes} between characters. It has no control characters, and {@code
   * ?} stands for a character that MS949 lacks, such as an emoji.
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
   * Decodes bytes whose encoding isn't declared. Some MS949 syllables are valid UTF-8 too, so UTF-8
   * is only used when it gives nothing but ASCII and Hangul.
   */
  public static String decode(byte[] bytes) {
    try {
      String utf8 = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (utf8.codePoints().allMatch(KoreanText::isAsciiOrHangul)) {
        return utf8;
      }
    } catch (CharacterCodingException e) {
      // The bytes aren't UTF-8, so they are MS949.
    }
    return new String(bytes, MS949);
  }

  private static boolean isAsciiOrHangul(int c) {
    return c < 0x80 || Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL;
  }
}
