package dev.naru.hub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a caller is behind proxies. */
@Tag("G38")
class TrustedProxiesTest {

  private static SmallServer server;

  @BeforeAll
  static void starts() throws Exception {
    ServerLimits l = SmallServer.LIMITS;
    server =
        new SmallServer(
            new ServerLimits(
                l.connections(),
                l.connectionsPerAddress(),
                l.requestDeadline(),
                l.bodies(),
                l.bodiesPerAddress(),
                l.atWork(),
                l.atWorkPerAddress(),
                List.of("127.0.0.1", "10.0.0.0/8", "2001:db8::/32")));
  }

  @AfterAll
  static void stops() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-For: 203.0.113.7 | 203.0.113.7 http 0",
        "X-Forwarded-For: 1.1.1.1, 203.0.113.7, 10.2.3.4 | 203.0.113.7 http 0",
        "X-Forwarded-For: 203.0.113.7:4711 | 203.0.113.7 http 0",
        "X-Forwarded-For: nonsense, 10.2.3.4 | 10.2.3.4 http 0",
        "X-Forwarded-For: nonsense | 127.0.0.1 http 0",
        "Forwarded: for=203.0.113.7;proto=https;by=10.0.0.1 | 203.0.113.7 https 0",
        "Forwarded: for=\"[2001:db9::7]:4711\" | [2001:db9:0:0:0:0:0:7] http 0",
        "Forwarded: for=1.1.1.1, for=203.0.113.7, for=\"[2001:db8::1]\" | 203.0.113.7 http 0",
        "Forwarded: for=_hidden | 127.0.0.1 http 0",
        "X-Forwarded-Proto: https | 127.0.0.1 https 0",
      })
  void a_trusted_proxy_says_who_the_caller_is(String header, String told) throws IOException {
    assertThat(server.ask("GET / HTTP/1.1\r\n" + header, "")).endsWith("\r\n\r\n" + told);
  }

  @Test
  void headers_on_several_lines_are_one_list() throws IOException {
    String lines = "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 203.0.113.7, 10.0.0.1";
    assertThat(server.ask("GET / HTTP/1.1\r\n" + lines, "")).endsWith("203.0.113.7 http 0");
  }

  @Test
  void nobody_else_is_believed() throws IOException {
    String claim = "GET / HTTP/1.1\r\nX-Forwarded-For: 203.0.113.7\r\nForwarded: for=203.0.113.7";
    assertThat(server.askFrom("127.0.0.2", claim, "")).endsWith("127.0.0.2 http 0");
  }

  @Test
  void a_header_that_the_proxy_lets_pass_beside_its_own_is_not_believed() throws IOException {
    String both = "GET / HTTP/1.1\r\nX-Forwarded-For: 203.0.113.7\r\nForwarded: for=198.51.100.1";
    assertThat(server.ask(both, "")).endsWith("127.0.0.1 http 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "::/0",
        "127.0.0.1,0.0.0.0/0",
        "0.0.0.0/1,128.0.0.0/1",
        "::/1,8000::/1",
        "2000::/3",
        "0.0.0.0/2,64.0.0.0/2,128.0.0.0/2,192.0.0.0/2",
        "1.0.0.0/8,2.0.0.0/8",
        "8.8.8.8/7",
        "10.0.0.0/7",
        "172.16.0.0/4",
      })
  void networks_that_strangers_are_in_are_recognised(String networks) {
    assertThat(TrustedProxies.haveStrangers(List.of(networks.split(",")))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1",
        "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,::1",
        "173.245.48.0/20,104.16.0.0/13,2400:cb00::/32,2a06:98c0::/29",
        "203.0.113.7,203.0.113.7",
      })
  void networks_of_proxies_alone_are_not(String networks) {
    assertThat(TrustedProxies.haveStrangers(List.of(networks.split(",")))).isFalse();
  }

  @Test
  void an_unreadable_setting_is_refused_in_one_sentence() {
    assertThatThrownBy(() -> new TrustedProxies(List.of("10.0.0.0/33")))
        .hasMessageContaining("NARU_TRUSTED_PROXIES");
    assertThatThrownBy(() -> new TrustedProxies(List.of("proxy.example")))
        .hasMessageContaining("NARU_TRUSTED_PROXIES");
  }
}
