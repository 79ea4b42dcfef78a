package dev.naru.hub.checkout;

import dev.naru.hub.vault.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secret in a checkout's addresses: 256 bits that nobody can guess, and the merchant's id, with
 * which the database's keys begin. Only the token's digest is stored.
 */
record CheckoutToken(long merchantId, String text) {

  private static final int SECRET_BYTES = 32;
  private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,13})\\.[A-Za-z0-9_-]{43}");

  static CheckoutToken make(long merchantId, SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return of(merchantId, secret);
  }

  /**
   * @param secret 256 bits that nobody can guess
   */
  static CheckoutToken of(long merchantId, byte[] secret) {
    if (secret.length != SECRET_BYTES) {
      throw new IllegalArgumentException("a secret of " + secret.length + " bytes");
    }
    return new CheckoutToken(
        merchantId,
        Long.toString(merchantId, Character.MAX_RADIX)
            + "."
            + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Reads a token from a path; empty when the text doesn't have a token's form. */
  static Optional<CheckoutToken> of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new CheckoutToken(Long.parseLong(matcher.group(1), Character.MAX_RADIX), text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The SHA-256 digest under which a session is stored. */
  byte[] hash() {
    return Sha256.of(text);
  }

  @Override
  public String toString() {
    return "CheckoutToken[hidden]";
  }
}
