package dev.naru.hub.console;

import dev.naru.hub.vault.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The proof that a form was made by the console for this browser (G33): a digest of the cookie,
 * which another site can't read and which gives nothing of the cookie away.
 */
final class FormTokens {

  private static final SecureRandom RANDOM = new SecureRandom();

  private FormTokens() {}

  /** A random value for a browser that nobody has signed in with. */
  static String random() {
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String of(String cookie) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Sha256.of("console form " + cookie));
  }

  static boolean fits(String cookie, String given) {
    return MessageDigest.isEqual(
        of(cookie).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
