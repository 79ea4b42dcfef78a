package dev.naru.hub.brake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the bounds of "one address" count. */
@Tag("G38")
class CallerNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "2001:db8:1:2::1, 20010db800010002::/64",
    "2001:db8:1:2:ffff:ffff:ffff:ffff, 20010db800010002::/64",
    "[2001:db8:1:2:0:0:0:9], 20010db800010002::/64",
    "2001:db8:1:3::1, 20010db800010003::/64",
    "fe80::1%eth0, fe80000000000000::/64",
    "::ffff:203.0.113.7, 203.0.113.7",
    "::1, 0000000000000000::/64",
    "nonsense:1, nonsense:1",
    "'', ''"
  })
  void all_addresses_of_a_network_of_64_bits_are_one(String address, String counted) {
    assertThat(CallerNetwork.of(address)).isEqualTo(counted);
  }
}
