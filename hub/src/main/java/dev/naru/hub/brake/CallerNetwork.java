package dev.naru.hub.brake;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Whom the bounds and brakes of "one address" count. One customer of a provider has all addresses
 * of an IPv6 network of 64 bits (RFC 6177, RFC 4291), so that each of them alone would be no bound:
 * the network counts.
 */
public final class CallerNetwork {

  private static final int NETWORK_BYTES = 8;

  private CallerNetwork() {}

  /**
   * An IPv4 address as it is, and of an IPv6 address its network.
   *
   * @param address as a socket or a request has it, with brackets or a zone or without; anything
   *     else counts as it is
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

  /** The same of an address that is one. */
  public static String of(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "::/64"
        : address.getHostAddress();
  }
}
