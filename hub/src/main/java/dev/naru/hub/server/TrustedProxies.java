package dev.naru.hub.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Finds who a caller is behind proxies. The headers {@code Forwarded} (RFC 7239) and {@code
 * X-Forwarded-For} count only when the connection comes from a trusted proxy, and the caller is the
 * rightmost address in them that isn't a trusted proxy: the caller itself may have invented
 * everything left of it. Jetty's own customizer believes every peer, and takes the leftmost
 * address. Thread-safe.
 */
public final class TrustedProxies implements HttpConfiguration.Customizer {

  private final List<Network> networks;

  /**
   * @param trusted addresses and networks, for example {@code 10.0.0.0/8} and {@code ::1}
   * @throws IllegalArgumentException with a sentence for the operator when one isn't readable
   */
  TrustedProxies(List<String> trusted) {
    networks =
        trusted.stream().map(String::strip).filter(t -> !t.isEmpty()).map(Network::of).toList();
  }

  /**
   * Whether the trusted networks are so wide that strangers are in them, who could then claim any
   * address. Networks of private addresses may have any width. Those of public addresses may
   * together have as many addresses as an IPv4 network of 8 bits, or an IPv6 network of 16.
   *
   * @param trusted the value of {@code NARU_TRUSTED_PROXIES}
   * @throws IllegalArgumentException with a sentence for the operator when an entry isn't readable
   */
  public static boolean haveStrangers(List<String> trusted) {
    List<Network> open =
        new TrustedProxies(trusted).networks.stream().filter(Network::isPublic).distinct().toList();
    double wide = 0;
    for (Network network : open) {
      int bits =
          network.address().getAddress().length == 4 ? network.bits() - 8 : network.bits() - 16;
      wide += Math.pow(2, -bits);
    }
    return wide > 1;
  }

  boolean trusts(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    if (networks.isEmpty()
        || !(request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress peer)
        || !trusts(peer.getAddress())) {
      return request;
    }
    InetAddress caller = callerOf(request.getHeaders()).orElse(peer.getAddress());
    return new Forwarded(
        request, new InetSocketAddress(caller, 0), isSecure(request.getHeaders(), request));
  }

  /**
   * The caller that the headers name; empty when none names one, or when the two headers contradict
   * each other.
   */
  private Optional<InetAddress> callerOf(HttpFields headers) {
    Optional<InetAddress> standard = lastUntrusted(forwardedFor(headers));
    Optional<InetAddress> usual = lastUntrusted(listed(headers, "X-Forwarded-For"));
    if (standard.isPresent() && usual.isPresent() && !standard.equals(usual)) {
      // A proxy sets one of the headers and passes the other one on, which the caller has made up.
      return Optional.empty();
    }
    return usual.or(() -> standard);
  }

  private Optional<InetAddress> lastUntrusted(List<String> hops) {
    Optional<InetAddress> last = Optional.empty();
    for (String hop : hops.reversed()) {
      Optional<InetAddress> address = addressOf(hop);
      if (address.isEmpty()) {
        return last;
      }
      last = address;
      if (!trusts(address.get())) {
        return last;
      }
    }
    return last;
  }

  private static List<String> listed(HttpFields headers, String name) {
    List<String> values = new ArrayList<>();
    for (String line : headers.getValuesList(name)) {
      Collections.addAll(values, line.split(","));
    }
    return values;
  }

  private static List<String> forwardedFor(HttpFields headers) {
    return listed(headers, "Forwarded").stream()
        .map(element -> parameter(element, "for").orElse("unknown"))
        .toList();
  }

  private static Optional<String> parameter(String element, String name) {
    for (String pair : element.split(";")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
        return Optional.of(pair.substring(equals + 1).strip().replace("\"", ""));
      }
    }
    return Optional.empty();
  }

  /** Whether the nearest proxy was called over HTTPS. */
  private static boolean isSecure(HttpFields headers, Request request) {
    List<String> schemes = new ArrayList<>(listed(headers, "X-Forwarded-Proto"));
    listed(headers, "Forwarded")
        .forEach(element -> parameter(element, "proto").ifPresent(schemes::add));
    return schemes.isEmpty()
        ? request.isSecure()
        : schemes.getLast().strip().toLowerCase(Locale.ROOT).equals("https");
  }

  /** An address as the headers write it, with a port or without; empty for a name or a token. */
  private static Optional<InetAddress> addressOf(String hop) {
    String text = hop.strip();
    if (text.startsWith("[") && text.contains("]")) {
      text = text.substring(1, text.indexOf(']'));
    } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
      text = text.substring(0, text.indexOf(':'));
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static final class Forwarded extends Request.Wrapper {
    private final ConnectionMetaData connection;
    private final boolean secure;
    private final HttpURI uri;

    private Forwarded(Request request, InetSocketAddress caller, boolean secure) {
      super(request);
      this.secure = secure;
      this.uri =
          secure ? HttpURI.build(request.getHttpURI()).scheme("https") : request.getHttpURI();
      this.connection =
          new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
            @Override
            public SocketAddress getRemoteSocketAddress() {
              return caller;
            }

            @Override
            public boolean isSecure() {
              return secure;
            }
          };
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
      return connection;
    }

    @Override
    public HttpURI getHttpURI() {
      return uri;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }
  }

  /** An address, or all addresses that begin with the same bits. */
  private record Network(InetAddress address, int bits) {

    /** Loopback, link-local and private networks (RFC 1918, RFC 4193, RFC 6598). */
    private static final List<Network> PRIVATE =
        Stream.of(
                "127.0.0.0/8",
                "10.0.0.0/8",
                "172.16.0.0/12",
                "192.168.0.0/16",
                "169.254.0.0/16",
                "100.64.0.0/10",
                "::1",
                "fc00::/7",
                "fe80::/10")
            .map(Network::of)
            .toList();

    static Network of(String text) {
      int slash = text.indexOf('/');
      try {
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int length = address.getAddress().length * 8;
        int bits = slash < 0 ? length : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > length) {
          throw new IllegalArgumentException("too many bits");
        }
        return new Network(address, bits);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "NARU_TRUSTED_PROXIES must be a list of addresses and networks such as 10.0.0.0/8, not \""
                + text
                + "\".",
            e);
      }
    }

    /** Whether the network has addresses that the internet routes to. */
    boolean isPublic() {
      return PRIVATE.stream().noneMatch(own -> own.bits <= bits && own.contains(address));
    }

    boolean contains(@Nullable InetAddress other) {
      if (other == null || other.getAddress().length != address.getAddress().length) {
        return false;
      }
      byte[] mine = address.getAddress();
      byte[] theirs = other.getAddress();
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
