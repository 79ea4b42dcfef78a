package dev.naru.hub.brake;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * The network by which limits count a caller. One customer of a provider has all addresses of an
 * IPv6 network of 64 bits (RFC 6177, RFC 4291), so a limit for each address would limit nobody.
 */
public final class CallerNetwork {

  private static final int NETWORK_BYTES = 8;

  private CallerNetwork() {}

  /**
   * The network of an IPv6 address; an IPv4 address as it is.
   *
   * @param address as a socket or a request has it, with or without brackets and zone; a text that
   *     is no address is returned as it is
   */
  public static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    String bare = address.startsWith("[") ? address.substring(1) : address;
    int end = bare.indexOf(bare.indexOf('%') < 0 ? ']' : '%');
    try {
      return of(InetAddress.ofLiteral(end < 0 ? bare : bare.substring(0, end)));
    } catch (IllegalArgumentException noAddress) {
      return address;
    }
  }

  /** The network of an IPv6 address; an IPv4 address as it is. */
  public static String of(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "::/64"
        : address.getHostAddress();
  }
}
