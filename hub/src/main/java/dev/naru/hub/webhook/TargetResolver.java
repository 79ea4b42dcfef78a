package dev.naru.hub.webhook;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name once, as the connection is made, and hands on the allowed addresses only: what
 * was checked is what is connected to, whatever the name means a moment later (DNS rebinding).
 */
final class TargetResolver implements DnsResolver {

  private final DnsResolver names;
  private final boolean privateOnesToo;

  TargetResolver(DnsResolver names, boolean privateOnesToo) {
    this.names = names;
    this.privateOnesToo = privateOnesToo;
  }

  /**
   * @throws RefusedTargetException when the name has addresses, but no allowed one
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
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

  /** The name leads to a place where merchants' URLs may not lead. */
  static final class RefusedTargetException extends UnknownHostException {
    RefusedTargetException(String host) {
      super(host);
    }
  }
}
