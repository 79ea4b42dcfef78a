package dev.naru.hub.checkout;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.text.WebAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The origins of a merchant's shop. Only pages of these origins may open its window, embed its
 * pages and receive the buyer afterwards (G34, G35).
 *
 * @param origins exact origins, in the form in which a browser sends them
 * @param loopback whether every origin of the local machine is allowed too, for developers
 */
record AllowedOrigins(List<String> origins, boolean loopback) {

  /**
   * The hosts of the local machine. The last one stands for all names below localhost, which
   * browsers never look up in DNS.
   */
  private static final List<String> LOOPBACK_HOSTS =
      List.of("localhost", "127.0.0.1", "[::1]", "*.localhost");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  AllowedOrigins {
    origins = List.copyOf(origins);
  }

  /** Reads {@link Setting#SDK_ALLOWED_ORIGINS}; a word that isn't an origin allows nothing. */
  static AllowedOrigins of(Merchant merchant) {
    List<String> words =
        SPACES
            .splitAsStream(merchant.settings().get(Setting.SDK_ALLOWED_ORIGINS).strip())
            .filter(word -> !word.isEmpty())
            .toList();
    return new AllowedOrigins(
        words.stream().flatMap(word -> originOf(word).stream()).toList(),
        words.contains("loopback"));
  }

  /** Whether this origin, or the origin of this address, is allowed. */
  boolean allows(String origin) {
    return originOf(origin)
        .map(wanted -> origins.contains(wanted) || (loopback && isLoopback(wanted)))
        .orElse(false);
  }

  /**
   * The source list of CSP's {@code frame-ancestors}, or {@code 'none'} when no origin is allowed.
   * It leaves IPv6 addresses out, because CSP can't express them and browsers log an error.
   */
  String frameAncestors() {
    Stream<String> anyPort =
        loopback
            ? Stream.of("http", "https")
                .flatMap(scheme -> LOOPBACK_HOSTS.stream().map(h -> scheme + "://" + h + ":*"))
            : Stream.empty();
    String sources =
        Stream.concat(origins.stream(), anyPort)
            .filter(source -> !source.contains("["))
            .collect(Collectors.joining(" "));
    return sources.isEmpty() ? "'none'" : sources;
  }

  /**
   * The origin of an absolute http(s) address as browsers write it: in lower case and without a
   * default port. The result is empty for any other address, and for one with a user name in it.
   */
  static Optional<String> originOf(String address) {
    return WebAddress.of(address).map(WebAddress::origin);
  }

  static boolean isLoopback(String origin) {
    return WebAddress.of(origin)
        .filter(address -> address.isLoopback() || address.host().endsWith(".localhost"))
        .isPresent();
  }
}
