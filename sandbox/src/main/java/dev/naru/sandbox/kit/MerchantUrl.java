package dev.naru.sandbox.kit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** Scheme and user name, host, port and path, query and fragment. Slashes begin a host. */
  private static final Pattern PARTS =
      Pattern.compile(
          "(?i)(?<before>https?:[/\\\\]*(?:[^/\\\\?#]*@)?)(?<host>\\[[^/\\\\?#]*|[^/\\\\?#:]+)"
              + "(?<path>[^?#]*)(?<rest>.*)",
          Pattern.DOTALL);

  /** Reads an address; empty for any other text. */
  public static Optional<MerchantUrl> of(String text) {
    String empty = wordNotIn(text);
    try {
      UriComponents read =
          UriComponentsBuilder.fromUriString(
                  prepared(escaped(text.strip(), false), empty), ParserType.WHAT_WG)
              .build();
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
              escaped(path.replace(empty, "") + query, true)
                  .replaceAll("%(?![0-9a-fA-F]{2})", "%25")));
    } catch (InvalidUrlException e) {
      return Optional.empty();
    }
  }

  /**
   * The address for a call by the PG itself. Its {@link URI#getHost} is null for a host with an
   * underscore, which {@link URI#toURL} reads all the same.
   */
  public URI uri() {
    return URI.create(origin + target);
  }

  /**
   * The address with its host as {@link HostName} reads it, and with a segment of this name
   * wherever the path has an empty one, which Spring would drop.
   *
   * @throws InvalidUrlException when browsers refuse the host
   */
  private static String prepared(String address, String empty) {
    Matcher found = PARTS.matcher(address.replaceAll("[\\t\\r\\n]", ""));
    if (!found.matches()) {
      return address;
    }
    String host = found.group("host");
    if (!host.startsWith("[")) {
      host =
          HostName.of(host)
              .orElseThrow(() -> new InvalidUrlException("no browser knows this host"));
    }
    String path = found.group("path").replaceAll("(?<=[/\\\\])(?=[/\\\\])", empty);
    return found.group("before") + host + path + found.group("rest");
  }

  private static String wordNotIn(String text) {
    String word = "empty";
    while (text.contains(word)) {
      word += "x";
    }
    return word;
  }

  /** Percent-encodes what isn't ASCII, and for a request what RFC 3986 forbids, too. */
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
