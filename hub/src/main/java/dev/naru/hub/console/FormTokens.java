package dev.naru.hub.console;

import dev.naru.hub.vault.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The proof that a form was made by the console for this browser (G33): a digest of the cookie,
 * which another site can't read and which gives nothing of the cookie away. Pages hold it behind a
 * mask that is another in every response, so that nobody who sees how well pages are compressed can
 * guess it piece by piece (BREACH).
 */
final class FormTokens {

  private static final SecureRandom RANDOM = new SecureRandom();

  private FormTokens() {}

  /** A random value for a browser that nobody has signed in with. */
  static String random() {
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return text(bytes);
  }

  /** What stands for the browser and stays the same; for the server alone, never for a page. */
  static String browser(String cookie) {
    return text(digest(cookie));
  }

  /** A token for the forms of one response. */
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
