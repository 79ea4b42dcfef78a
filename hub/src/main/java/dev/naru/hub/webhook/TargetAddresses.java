package dev.naru.hub.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Decides which addresses a merchant's URL may lead to (G24). Public addresses are allowed. Private
 * addresses are allowed only if the merchant's setting says so. Link-local addresses, among them
 * the metadata service of a cloud, never are. The ranges are those of the IANA special-purpose
 * registries (RFC 6890 and its updates).
 */
final class TargetAddresses {

  private static final List<Range> PRIVATE =
      List.of(
          Range.of("10.0.0.0", 8),
          Range.of("100.64.0.0", 10), // carrier-grade NAT
          Range.of("127.0.0.0", 8),
          Range.of("172.16.0.0", 12),
          Range.of("192.168.0.0", 16),
          Range.of("::1", 128),
          Range.of("fc00::", 7));

  private static final List<Range> NEVER =
      List.of(
          Range.of("0.0.0.0", 8),
          Range.of("169.254.0.0", 16), // link-local; 169.254.169.254 is the metadata service
          Range.of("192.0.0.0", 24),
          Range.of("192.0.2.0", 24),
          Range.of("192.88.99.0", 24),
          Range.of("198.18.0.0", 15),
          Range.of("198.51.100.0", 24),
          Range.of("203.0.113.0", 24),
          Range.of("224.0.0.0", 3), // multicast, reserved, broadcast
          Range.of("2001::", 23), // IETF protocols, Teredo among them
          Range.of("2001:db8::", 32),
          Range.of("2002::", 16), // 6to4 carries an IPv4 address inside
          // Metadata services of clouds at other addresses: AWS, Google, Alibaba and Azure.
          Range.of("fd00:ec2::", 32),
          Range.of("fd20:ce::254", 128),
          Range.of("100.100.100.200", 32),
          Range.of("168.63.129.16", 32));

  private static final Range GLOBAL_IPV6 = Range.of("2000::", 3);
  private static final Range NAT64 = Range.of("64:ff9b::", 96);
  private static final Range MAPPED = Range.of(new byte[16], 80);

  private TargetAddresses() {}

  static boolean allows(InetAddress address, boolean privateOnesToo) {
    byte[] bytes = ipv4Inside(address.getAddress());
    if (NEVER.stream().anyMatch(range -> range.holds(bytes))) {
      return false;
    }
    if (PRIVATE.stream().anyMatch(range -> range.holds(bytes))) {
      return privateOnesToo;
    }
    return bytes.length == 4 || GLOBAL_IPV6.holds(bytes);
  }

  /** The IPv4 address inside an IPv6 one (mapped, NAT64); else the address itself. */
  private static byte[] ipv4Inside(byte[] bytes) {
    boolean mapped = MAPPED.holds(bytes) && bytes[10] == -1 && bytes[11] == -1;
    return mapped || NAT64.holds(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Range(byte[] start, int bits) {

    static Range of(String start, int bits) {
      try {
        return new Range(InetAddress.getByName(start).getAddress(), bits);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(start, e);
      }
    }

    static Range of(byte[] start, int bits) {
      return new Range(start, bits);
    }

    boolean holds(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      int whole = bits / 8;
      int mask = 0xff00 >> (bits % 8) & 0xff;
      return Arrays.equals(start, 0, whole, address, 0, whole)
          && (mask == 0 || ((start[whole] ^ address[whole]) & mask) == 0);
    }
  }
}
