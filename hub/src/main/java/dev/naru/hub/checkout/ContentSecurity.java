package dev.naru.hub.checkout;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Makes the {@code Content-Security-Policy} of the buyer's pages (G34): scripts need a nonce, a
 * PG's origin is allowed only on the page that opens its window, and only the merchant's origins
 * may embed the page.
 */
final class ContentSecurity {

  private static final SecureRandom RANDOM = new SecureRandom();

  private ContentSecurity() {}

  /** A new random nonce for one page. */
  static String nonce() {
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The policy of a page that loads nothing but the hub's own files. */
  static String own(String nonce, String frameAncestors) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'nonce-" + nonce + "'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors " + frameAncestors);
  }

  /** The policy of a page that loads a PG's script, which draws an overlay with its own styles. */
  static String withScript(String nonce, URI script, String frameAncestors) {
    String pg = origin(script);
    String family = family(script);
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'nonce-" + nonce + "' " + pg,
        "style-src 'self' 'unsafe-inline' " + pg,
        "img-src 'self' data: " + pg,
        "font-src " + pg,
        "connect-src 'self' " + pg,
        "frame-src 'self' " + family,
        "form-action 'self' " + family,
        "base-uri 'none'",
        "frame-ancestors " + frameAncestors);
  }

  /** The policy of a page that posts a form to a PG. */
  static String withForm(String nonce, URI action, String frameAncestors) {
    return own(nonce, frameAncestors)
        .replace("form-action 'none'", "form-action 'self' " + family(action));
  }

  private static String origin(URI address) {
    return AllowedOrigins.originOf(address.toString())
        .orElseThrow(() -> new IllegalArgumentException("not http(s): " + address));
  }

  /**
   * Returns the address's origin and, for https, a wildcard for the hosts that share its parent
   * domain: a PG's window begins on one host and may continue on a host of another data centre
   * (protocols/inicis.md §1.1). The wildcard never covers a whole public suffix such as {@code
   * *.co.kr}.
   */
  private static String family(URI address) {
    String origin = origin(address);
    List<String> labels = Arrays.asList(address.getHost().toLowerCase(Locale.ROOT).split("\\."));
    boolean named = labels.stream().noneMatch(label -> label.matches("[0-9\\[:].*"));
    int least = labels.getLast().length() == 2 ? 4 : 3;
    return address.getScheme().equalsIgnoreCase("https") && named && labels.size() >= least
        ? origin + " https://*." + String.join(".", labels.subList(1, labels.size()))
        : origin;
  }
}
