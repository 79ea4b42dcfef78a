package dev.naru.hub.checkout;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The {@code Content-Security-Policy} of the buyer's pages (G34): scripts run by nonce, a PG's
 * origin appears only where its window does, and only the merchant's origins may embed.
 */
final class ContentSecurity {

  private static final SecureRandom RANDOM = new SecureRandom();

  private ContentSecurity() {}

  static String nonce() {
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** For pages that hold only what is ours. */
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

  /** For pages that load a PG's script: it draws an overlay, with styles of its own. */
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

  /** For pages that post a form to a PG. */
  static String withForm(String nonce, URI action, String frameAncestors) {
    return own(nonce, frameAncestors)
        .replace("form-action 'none'", "form-action 'self' " + family(action));
  }

  private static String origin(URI address) {
    return AllowedOrigins.originOf(address.toString())
        .orElseThrow(() -> new IllegalArgumentException("not http(s): " + address));
  }

  /**
   * The origin, and for https its sister hosts: a PG's window begins on one host and goes on in
   * another data centre's (protocols/inicis.md §1.1). Never a whole public suffix.
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
