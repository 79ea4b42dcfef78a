package dev.naru.sandbox.kit;

import dev.naru.text.PreparedAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.util.InvalidUrlException;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder.ParserType;

/**
 * An http or https address of a merchant, read as browsers read it (WHATWG URL): {@code
 * http://my_shop:3000}, {@code http://한글상점.한국} and {@code /list?q=50%} are good ones.
 *
 * @param origin scheme, host and port as a browser writes them
 * @param host in lower case and ASCII
 * @param target path and query, in which everything is escaped that RFC 3986 doesn't allow
 */
public record MerchantUrl(String origin, String host, String target) {

  private static final String NOT_IN_REQUESTS = "\"<>\\^`{|}[]";

  /** Reads an address; empty for any other text. */
  public static Optional<MerchantUrl> of(String text) {
    return PreparedAddress.of(escaped(text.strip(), false)).flatMap(MerchantUrl::read);
  }

  private static Optional<MerchantUrl> read(PreparedAddress prepared) {
    try {
      UriComponents read =
          UriComponentsBuilder.fromUriString(prepared.text(), ParserType.WHAT_WG).build();
      String scheme = String.valueOf(read.getScheme());
      String host = read.getHost();
      if (host == null || host.isEmpty() || !scheme.matches("https?")) {
        return Optional.empty();
      }
      String port = read.getPort() < 0 ? "" : ":" + read.getPort();
      String path = read.getPath() == null || read.getPath().isEmpty() ? "/" : read.getPath();
      String query = read.getQuery() == null ? "" : "?" + read.getQuery();
      return Optional.of(
          new MerchantUrl(
              scheme + "://" + host + port,
              host,
              escaped(prepared.path(path) + query, true).replaceAll("%(?![0-9a-fA-F]{2})", "%25")));
    } catch (InvalidUrlException e) {
      return Optional.empty();
    }
  }

  /**
   * The address for a call by the PG itself. For a host with an underscore, {@link URI#getHost} is
   * null, but {@link URI#toURL} still reads the host.
   */
  public URI uri() {
    return URI.create(origin + target);
  }

  /**
   * Percent-encodes what isn't ASCII.
   *
   * @param request whether to encode also what RFC 3986 forbids
   */
  private static String escaped(String text, boolean request) {
    var out = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      int c = octet & 0xff;
      if (c >= 0x7f || (request && (c <= ' ' || NOT_IN_REQUESTS.indexOf(c) >= 0))) {
        out.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        out.append((char) c);
      }
    }
    return out.toString();
  }
}
