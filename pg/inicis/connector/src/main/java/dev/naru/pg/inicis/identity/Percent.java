package dev.naru.pg.inicis.identity;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Decodes {@code resultMsg}, which is percent-encoded once more inside its form value
 * (protocols/inicis-identity.md §6).
 */
final class Percent {

  private Percent() {}

  /** The decoded text; the text itself when it isn't percent-encoded UTF-8. */
  static String decode(String text) {
    if (!text.matches("(?s).*%[0-9A-Fa-f]{2}.*")) {
      return text;
    }
    try {
      // One character stands for each byte, so that invalid UTF-8 is noticed.
      byte[] bytes =
          URLDecoder.decode(text, StandardCharsets.ISO_8859_1)
              .getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return text;
    }
  }
}
