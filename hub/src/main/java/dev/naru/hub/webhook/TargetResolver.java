package dev.naru.hub.webhook;

import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name once, when the connection is made, and returns only allowed addresses. So the
 * address that was checked is the one connected to, even if the name resolves to another one a
 * moment later (DNS rebinding).
 */
final class TargetResolver implements DnsResolver {

  private final DnsResolver names;
  private final boolean privateOnesToo;

  TargetResolver(DnsResolver names, boolean privateOnesToo) {
    this.names = names;
    this.privateOnesToo = privateOnesToo;
  }

  /**
   * @throws RefusedTargetException if the name has addresses and none of them is allowed
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(withoutDns(ascii(host)));
    if (addresses == null || addresses.length == 0) {
      throw new UnknownHostException(host);
    }
    InetAddress[] allowed =
        Arrays.stream(addresses)
            .filter(address -> TargetAddresses.allows(address, privateOnesToo))
            .toArray(InetAddress[]::new);
    if (allowed.length == 0) {
      throw new RefusedTargetException(host);
    }
    return allowed;
  }

  /** Names at and below localhost mean this machine (RFC 6761), though few DNS servers say so. */
  private static String withoutDns(String host) {
    return host.toLowerCase(Locale.ROOT).endsWith(".localhost") ? "localhost" : host;
  }

  /** The name in ASCII, as DNS knows it; the HTTP client passes it in Hangul. */
  private static String ascii(String host) throws UnknownHostException {
    try {
      return IDN.toASCII(host);
    } catch (IllegalArgumentException e) {
      throw new UnknownHostException(host);
    }
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    return Arrays.stream(resolve(host))
        .map(address -> new InetSocketAddress(address, port))
        .toList();
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /** None of the name's addresses may be reached by a merchant's URL. */
  static final class RefusedTargetException extends UnknownHostException {
    RefusedTargetException(String host) {
      super(host);
    }
  }
}
