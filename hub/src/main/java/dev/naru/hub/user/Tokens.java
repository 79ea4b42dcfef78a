package dev.naru.hub.user;

import java.security.SecureRandom;
import java.util.Base64;

/** Random texts of 256 bits that open something: only their digests are stored. */
final class Tokens {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
