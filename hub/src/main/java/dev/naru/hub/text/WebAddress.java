package dev.naru.hub.text;

import dev.naru.text.PreparedAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.web.util.InvalidUrlException;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder.ParserType;

/**
 * An absolute http or https address, read as browsers read it (WHATWG URL), for example {@code
 * http://my_shop:3000}, {@code http://한글상점.한국}, {@code /list?q=50%}. Every part of the hub reads
 * addresses here, so that all accept the same ones.
 *
 * <p>An address is refused when a browser refuses it, and also when it holds a user name, or is
 * longer than 2,000 characters (4,000 in {@link #href}).
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case and in ASCII, an IPv6 address in brackets; never empty
 * @param port -1 for the scheme's default port
 * @param rest path, query and fragment as they are in {@link #href}; begins with a slash
 */
public record WebAddress(String scheme, String host, int port, String rest) {

  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
  private static final int MAX_LENGTH = 2000;
  private static final int MAX_WRITTEN = 4000;

  /**
   * The characters that WHATWG URL escapes in a path, in a query and in a fragment, besides
   * controls and space.
   */
  private static final String IN_PATH = "\"#<>?^`{}";

  private static final String IN_QUERY = "\"#<>'";
  private static final String IN_FRAGMENT = "\"<>`";

  /**
   * The characters that browsers send in a path or query although RFC 3986 allows them in neither.
   */
  private static final String NOT_IN_REQUESTS = "\"<>\\^`{|}[]";

  /** Reads the address; white space around it doesn't count. Empty for any other text. */
  public static Optional<WebAddress> of(String text) {
    String stripped = OuterSpace.strip(text);
    if (stripped.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return PreparedAddress.of(escaped(stripped, "", 0)).flatMap(WebAddress::read);
  }

  private static Optional<WebAddress> read(PreparedAddress prepared) {
    try {
      UriComponents read =
          UriComponentsBuilder.fromUriString(prepared.text(), ParserType.WHAT_WG).build();
      String scheme = String.valueOf(read.getScheme());
      String host = read.getHost();
      if (host == null
          || host.isEmpty()
          || read.getUserInfo() != null
          || !(scheme.equals("http") || scheme.equals("https"))) {
        return Optional.empty();
      }
      String path = read.getPath();
      String rest =
          path == null || path.isEmpty() ? "/" : escaped(prepared.path(path), IN_PATH, ' ');
      if (read.getQuery() != null) {
        rest += "?" + escaped(read.getQuery(), IN_QUERY, ' ');
      }
      if (read.getFragment() != null) {
        rest += "#" + escaped(read.getFragment(), IN_FRAGMENT, ' ');
      }
      var address = new WebAddress(scheme, host, read.getPort(), rest);
      return address.href().length() > MAX_WRITTEN ? Optional.empty() : Optional.of(address);
    } catch (InvalidUrlException e) {
      return Optional.empty();
    }
  }

  /** The origin of the address as browsers write it: without the scheme's default port. */
  public String origin() {
    return scheme + "://" + host + (port < 0 ? "" : ":" + port);
  }

  /** Whether the host is the machine itself. */
  public boolean isLoopback() {
    return LOOPBACK.contains(host);
  }

  /** The address as a browser writes it; printable ASCII. */
  public String href() {
    return origin() + rest;
  }

  /**
   * Path and query in the form of RFC 3986, which strict servers require: characters that only
   * browsers allow are escaped, and so is a percent sign that begins no escape. A server that
   * decodes them reads the same as from {@link #href}.
   */
  public String requestTarget() {
    int fragment = rest.indexOf('#');
    String sent = fragment < 0 ? rest : rest.substring(0, fragment);
    StringBuilder whole = new StringBuilder(sent.length() + 16);
    for (int i = 0; i < sent.length(); i++) {
      boolean stray = sent.charAt(i) == '%' && !isEscape(sent, i);
      whole.append(stray ? "%25" : String.valueOf(sent.charAt(i)));
    }
    return escaped(whole.toString(), NOT_IN_REQUESTS, ' ');
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  /**
   * Percent-encodes, as UTF-8, all characters beyond ASCII, those in {@code those}, and all up to
   * {@code blank}. Characters beyond the basic plane must be encoded, because Spring's parser
   * writes them wrongly.
   */
  private static String escaped(String text, String those, int blank) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      int c = octet & 0xff;
      if (c >= 0x7f || (blank > 0 && c <= blank) || those.indexOf(c) >= 0) {
        out.append('%');
        out.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      } else {
        out.append((char) c);
      }
    }
    return out.toString();
  }
}
