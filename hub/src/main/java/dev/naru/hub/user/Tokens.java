package dev.naru.hub.user;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes random tokens of 256 bits for sessions and links. Only their digests are stored. */
final class Tokens {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
