package dev.naru.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("G24")
class TargetAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "52.78.100.19",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "64:ff9b::808:808",
        "126.255.255.255",
        "223.255.255.255"
      })
  void a_public_address_is_allowed(String address) throws UnknownHostException {
    assertThat(TargetAddresses.allows(InetAddress.getByName(address), false)).isTrue();
    assertThat(TargetAddresses.allows(InetAddress.getByName(address), true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.255",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "::1",
        "fc00::1",
        "fdff::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2130706433",
        "127.1"
      })
  void an_address_of_ones_own_network_is_allowed_only_where_the_merchant_may(String address)
      throws UnknownHostException {
    assertThat(TargetAddresses.allows(InetAddress.getByName(address), false)).isFalse();
    assertThat(TargetAddresses.allows(InetAddress.getByName(address), true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "169.254.169.254",
        "169.254.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::",
        "fe80::1",
        "ff02::1",
        "fec0::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2001::1",
        "::7f00:1",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",
        "100.100.100.200",
        "168.63.129.16",
        "::ffff:168.63.129.16",
        "64:ff9b:1::a9fe:a9fe",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "::ff:808:808",
        "::ff00:808:808"
      })
  void an_address_that_is_nobodys_server_is_never_allowed(String address)
      throws UnknownHostException {
    assertThat(TargetAddresses.allows(InetAddress.getByName(address), false)).isFalse();
    assertThat(TargetAddresses.allows(InetAddress.getByName(address), true)).isFalse();
  }

  @org.junit.jupiter.api.Test
  void anIpv4MappedAddressGivenAsSixteenBytesIsSeenThrough() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    mapped[12] = 127;
    mapped[15] = 1;
    InetAddress address = java.net.Inet6Address.getByAddress(null, mapped, -1);
    assertThat(address).isInstanceOf(java.net.Inet6Address.class);
    assertThat(TargetAddresses.allows(address, false)).isFalse();
  }
}
