package dev.naru.hub.console;

import dev.naru.hub.vault.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The token that proves that the console made a form for this browser (G33). It is a digest of the
 * cookie, which another site can't read and which the digest doesn't reveal. Each response masks it
 * differently, so that nobody can guess it piece by piece from the sizes of compressed pages
 * (BREACH).
 */
final class FormTokens {

  private static final SecureRandom RANDOM = new SecureRandom();

  private FormTokens() {}

  /** A random cookie value for a browser in which nobody has signed in. */
  static String random() {
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return text(bytes);
  }

  /**
   * A value that stands for the browser and stays the same. Only the server uses it; no page shows
   * it.
   */
  static String browser(String cookie) {
    return text(digest(cookie));
  }

  /** A token for the forms of one response, with a new mask. */
  static String fresh(String cookie) {
    byte[] digest = digest(cookie);
    byte[] token = new byte[2 * digest.length];
    byte[] mask = new byte[digest.length];
    RANDOM.nextBytes(mask);
    System.arraycopy(mask, 0, token, 0, mask.length);
    for (int i = 0; i < digest.length; i++) {
      token[mask.length + i] = (byte) (mask[i] ^ digest[i]);
    }
    return text(token);
  }

  static boolean fits(String cookie, String given) {
    byte[] digest = digest(cookie);
    byte[] token = bytes(given);
    if (token.length != 2 * digest.length) {
      return false;
    }
    byte[] unmasked = new byte[digest.length];
    for (int i = 0; i < unmasked.length; i++) {
      unmasked[i] = (byte) (token[i] ^ token[digest.length + i]);
    }
    return MessageDigest.isEqual(digest, unmasked);
  }

  private static byte[] digest(String cookie) {
    return Sha256.of("console form " + cookie);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException notOurs) {
      return new byte[0];
    }
  }
}
