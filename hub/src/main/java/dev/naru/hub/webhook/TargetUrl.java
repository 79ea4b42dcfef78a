package dev.naru.hub.webhook;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Parses a URL that may be posted to: http or https, with a host, without a user name, at most
 * 2,000 characters. Hangul in host and path is allowed.
 */
final class TargetUrl {

  private static final int MAX_LENGTH = 2000;

  private TargetUrl() {}

  static Optional<URI> of(String url) {
    if (url.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      URI uri = asciiHost(new URI(url.strip()));
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() <= 65535
          ? Optional.of(URI.create(uri.toASCIIString()))
          : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@link URI} finds no host that is written in Hangul, and DNS needs it in ASCII. */
  private static URI asciiHost(URI uri) throws URISyntaxException {
    String authority = uri.getAuthority();
    if (uri.getHost() != null || authority == null) {
      return uri;
    }
    int colon = authority.indexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    String port = colon < 0 ? "" : authority.substring(colon);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new URI(uri.getScheme() + "://" + IDN.toASCII(host) + port + uri.getRawPath() + query);
  }
}
