package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalAddressesTest {

  @TempDir Path home;

  @Test
  void the_hub_takes_v1s_addresses_for_its_own_and_believes_the_server_in_front() {
    Map<String, Object> properties =
        OriginalAddresses.properties(
            read(Map.of("NARU_TRUSTED_PROXIES", "10.0.0.5", "NARU_BIND", "0.0.0.0")));
    assertThat(properties)
        .containsEntry("naru.server.trusted-proxies", "10.0.0.5,127.0.0.1")
        .containsEntry("server.address", "0.0.0.0");
    assertThat(String.valueOf(properties.get("naru.other-origins")))
        .contains("https://cdn.iamport.kr", "https://api.iamport.kr:8443");
    assertThat(OriginalAddresses.properties(read(Map.of("NARU_BIND", "::"))))
        .containsEntry("naru.server.trusted-proxies", "::1");
  }

  @Test
  void only_v1s_hosts_are_led_to_the_hub() throws IOException {
    try (OriginalAddresses served =
        OriginalAddresses.serve(read(Map.of("NARU_TLS_PORT", "0", "NARU_HUB_PORT", "1")))) {
      int port = served.front().port();
      assertThat(asked(port, "api.iamport.kr")).startsWith("HTTP/1.1 502");
      assertThat(asked(port, "iniapi.inicis.com")).startsWith("HTTP/1.1 421");
      assertThat(String.join("\n", served.nextSteps())).contains("localhost:" + port);
      assertThatThrownBy(
              () -> OriginalAddresses.serve(read(Map.of("NARU_TLS_PORT", String.valueOf(port)))))
          .isInstanceOf(UncheckedIOException.class)
          .hasRootCauseInstanceOf(BindException.class);
    }
  }

  private static String asked(int port, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String request = "GET https://%s/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
      socket
          .getOutputStream()
          .write(request.formatted(host, host).getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HubConfiguration read(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "NARU_DATABASE_URL", "postgres://naru:pw@db/naru", "NARU_HOME", home.toString()));
    environment.putAll(more);
    return HubConfiguration.of(environment);
  }
}
