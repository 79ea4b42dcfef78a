package dev.naru.hub.checkout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secret in a checkout's addresses: 256 random bits, and whose they are, so that the merchant
 * comes first in the database's keys. Only its digest is stored.
 */
record CheckoutToken(long merchantId, String text) {

  private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,13})\\.[A-Za-z0-9_-]{43}");

  static CheckoutToken make(long merchantId, SecureRandom random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return new CheckoutToken(
        merchantId,
        Long.toString(merchantId, Character.MAX_RADIX)
            + "."
            + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Empty when it can't be one. */
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

  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "CheckoutToken[hidden]";
  }
}
