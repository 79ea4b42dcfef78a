package dev.naru.hub.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes that an authenticator shows: RFC 6238 with the values that every authenticator
 * supports, which are HMAC-SHA-1, 30 seconds and six digits.
 */
final class Totp {

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SECONDS = 30;

  private Totp() {}

  /** The code of a step of 30 seconds since 1970. */
  static String code(byte[] key, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HMAC-SHA-1", e);
    }
  }

  static long stepAt(Instant at) {
    return at.getEpochSecond() / SECONDS;
  }

  /**
   * The step whose code this is. The steps before and after the present one also count, since
   * clocks differ.
   *
   * @param after the step of the code that was used last; codes of this step and of older ones are
   *     refused
   */
  static OptionalLong step(byte[] key, String given, Instant now, long after) {
    long present = stepAt(now);
    OptionalLong found = OptionalLong.empty();
    for (long step = present - 1; step <= present + 1; step++) {
      boolean same = MessageDigest.isEqual(code(key, step).getBytes(UTF_8), given.getBytes(UTF_8));
      if (same && step > after) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** A key as people type it into an authenticator (base 32 of RFC 4648, without padding). */
  static String base32(byte[] key) {
    StringBuilder text = new StringBuilder();
    long bits = 0;
    int held = 0;
    for (byte octet : key) {
      bits = (bits << 8) | (octet & 0xff);
      for (held += 8; held >= 5; held -= 5) {
        text.append(LETTERS.charAt((int) (bits >> (held - 5)) & 31));
      }
    }
    if (held > 0) {
      text.append(LETTERS.charAt((int) (bits << (5 - held)) & 31));
    }
    return text.toString();
  }

  /** Reads a key from such a text; empty if the text is no key. */
  static byte[] ofBase32(String text) {
    ByteBuffer key = ByteBuffer.allocate(text.length() * 5 / 8);
    long bits = 0;
    int held = 0;
    for (int at = 0; at < text.length(); at++) {
      int value = LETTERS.indexOf(text.charAt(at));
      if (value < 0) {
        return new byte[0];
      }
      bits = (bits << 5) | value;
      held += 5;
      if (held >= 8) {
        key.put((byte) (bits >> (held - 8)));
        held -= 8;
      }
    }
    return key.array();
  }
}
