package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.hub.web.PublicAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("G34")
class AllowedOriginsTest {

  private static AllowedOrigins of(String setting) {
    return AllowedOrigins.of(
        new Merchant(
            1, "imp00000000", "m", Settings.of(Map.of(Setting.SDK_ALLOWED_ORIGINS, setting))));
  }

  @Test
  void who_set_nothing_lets_nobody_in() {
    assertThat(of("").frameAncestors()).isEqualTo("'none'");
    assertThat(of("").allows("https://shop.example")).isFalse();
  }

  @Test
  void an_origin_is_compared_as_browsers_write_it() {
    AllowedOrigins origins = of(" https://Shop.example:443/  http://b.example:81 nonsense * ");
    assertThat(origins.allows("https://shop.example")).isTrue();
    assertThat(origins.allows("http://b.example:81")).isTrue();
    assertThat(origins.allows("http://shop.example")).isFalse();
    assertThat(origins.allows("https://shop.example.evil.example")).isFalse();
    assertThat(origins.allows("null")).isFalse();
    assertThat(origins.frameAncestors()).isEqualTo("https://shop.example http://b.example:81");
  }

  @Test
  void a_host_may_be_written_in_hangul_or_with_an_underscore() {
    AllowedOrigins origins = of("https://한글상점.한국 http://my_shop:3000");
    assertThat(origins.allows("https://xn--bj0br96ankf7yo.xn--3e0b707e")).isTrue();
    assertThat(origins.allows("http://my_shop:3000/list")).isTrue();
    assertThat(origins.frameAncestors())
        .isEqualTo("https://xn--bj0br96ankf7yo.xn--3e0b707e http://my_shop:3000");
    assertThat(of("loopback").allows("http://my_shop:3000")).isFalse();
    assertThat(
            new PublicAddress("http://my_shop:3000", List.of()).of("http://localhost:3000", null))
        .isEmpty();
  }

  @Test
  void loopback_means_this_machine_on_any_port_and_nothing_that_looks_like_it() {
    AllowedOrigins origins = of("loopback");
    assertThat(origins.allows("http://localhost:8070")).isTrue();
    assertThat(origins.allows("http://127.0.0.1:3000")).isTrue();
    assertThat(origins.allows("https://[::1]:3000")).isTrue();
    assertThat(origins.allows("http://shop.localhost:3000")).isTrue();
    assertThat(origins.allows("http://mylocalhost:3000")).isFalse();
    assertThat(origins.allows("http://shop.localhost.evil.example")).isFalse();
    assertThat(origins.allows("http://localhost.evil.example:8070")).isFalse();
    assertThat(origins.frameAncestors())
        .contains("http://localhost:*", "https://127.0.0.1:*", "http://*.localhost:*")
        .doesNotContain("[");
  }

  @Test
  void a_developers_two_names_of_one_hub_are_one_hub() {
    PublicAddress address = new PublicAddress("http://localhost:8080", List.of());
    assertThat(address.of("http://127.0.0.1:8080", "same-origin"))
        .contains("http://127.0.0.1:8080");
    assertThat(address.of("http://127.0.0.1:8081", null)).isEmpty();
    assertThat(address.of("http://localhost:8080", "cross-site")).isEmpty();
    assertThat(address.of(null, null)).isEmpty();
    assertThat(new PublicAddress("https://pay.example", List.of()).of("https://shop.example", null))
        .isEmpty();
  }

  @Test
  void v1s_own_origins_are_the_hubs_where_it_is_served_under_them() {
    PublicAddress address =
        new PublicAddress("http://localhost:8080", List.of("https://cdn.iamport.kr"));
    assertThat(address.of("https://cdn.iamport.kr", "same-origin"))
        .contains("https://cdn.iamport.kr");
    assertThat(address.of("https://api.iamport.kr", "same-origin")).isEmpty();
    assertThat(address.origin()).isEqualTo("http://localhost:8080");
  }
}
