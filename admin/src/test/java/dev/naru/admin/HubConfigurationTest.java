package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubConfigurationTest {

  private static final String DATABASE = "postgres://naru:pw@db:5432/naru";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NARU_DATABASE_URL    | mysql://naru@db/naru
          NARU_DATABASE_URL    | postgres://
          NARU_DATABASE_URL    | postgres://naru:p%zz@db/naru
          NARU_DATABASE_URL    | postgres://naru:p@ss@db/naru
          NARU_DATABASE_URL    | postgres://db:http/naru
          NARU_DATABASE_URL    | postgres://db:99999/naru
          NARU_DATABASE_URL    | jdbc:postgresql://db:99999/naru?user=naru&password=pw
          NARU_DATABASE_URL    | jdbc:postgresql://db/na%zzru
          NARU_HUB_PORT        | 80800
          NARU_HUB_PORT        | http
          NARU_HUB_PORT        | 8081
          NARU_MANAGEMENT_PORT | -1
          NARU_PUBLIC_URL      | pay.example.com
          NARU_PUBLIC_URL      | ftp://pay.example.com
          NARU_PUBLIC_URL      | https://pay.example.com/hub
          NARU_PUBLIC_URL      | https://me:pw@pay.example.com
          NARU_PUBLIC_URL      | https://pay example.com
          NARU_SANDBOX_URL     | localhost:8090
          NARU_BIND            | pay.example.com
          NARU_BIND            | 127.0.0.1:8080
          NARU_TRUSTED_PROXIES | 10.0.0.0/33
          NARU_TRUSTED_PROXIES | 10.0.0.1, proxy.local
          NARU_TRUSTED_PROXIES | fe80::/129
          NARU_WINDOW_LIFETIME | 1h
          NARU_WINDOW_LIFETIME | PT10S
          NARU_WINDOW_LIFETIME | P2D
          NARU_CELL            | 1
          NARU_FENCE           | yes
          NARU_SMTP_URL        | mail.example
          NARU_SMTP_URL        | smtp://mail.example
          NARU_OIDC_ISSUER     | http://accounts.example
          NARU_OIDC_ISSUER     | https://accounts.example
          NARU_OIDC_CLIENT_ID  | naru
          NARU_SMTP_FROM       | no-reply@shop.example
          NARU_PUBLIC_URL      | https://pay.example.com:99999
          NARU_PUBLIC_URL      | https://pay.example.com:0
          NARU_SANDBOX_URL     | http://localhost:70000
          """)
  void a_wrong_value_is_refused_in_one_sentence_that_names_its_variable(String name, String value) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOfSatisfying(
            RefusedCommand.class,
            refused -> {
              assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USE);
              assertThat(refused.sentence()).contains(name).doesNotContain("\n");
            });
  }

  @Test
  void a_refused_database_address_is_not_repeated_because_a_password_is_in_it() {
    assertThatThrownBy(() -> read(Map.of("NARU_DATABASE_URL", "mysql://naru:geheim@db/naru")))
        .hasMessageNotContaining("geheim");
    String undecodable = "jdbc:postgresql://db/naru?user=naru&password=geheim%zz";
    assertThatThrownBy(() -> read(Map.of("NARU_DATABASE_URL", undecodable)))
        .isInstanceOf(RefusedCommand.class)
        .hasMessageNotContaining("geheim");
    assertThat(read(Map.of()).toString()).doesNotContain("pw");
  }

  @Test
  void without_a_database_the_sentence_says_what_one_looks_like() {
    assertThatThrownBy(() -> HubConfiguration.of(Map.of()))
        .hasMessageContaining("postgres://naru:password@localhost:5432/naru");
  }

  @Test
  void both_forms_of_the_address_are_read_and_the_login_is_decoded() {
    var uri =
        read(Map.of("NARU_DATABASE_URL", "postgresql://na%2Fru:p%40ss%EA%B0%80+@db/naru?ssl=true"));
    assertThat(uri.database().jdbc()).isEqualTo("jdbc:postgresql://db/naru?ssl=true");
    assertThat(uri.database().user()).isEqualTo("na/ru");
    assertThat(uri.database().password()).isEqualTo("p@ss가+");
    var jdbc = read(Map.of("NARU_DATABASE_URL", "jdbc:postgresql://db/naru?user=a&password=b%40"));
    assertThat(jdbc.database().jdbc()).isEqualTo("jdbc:postgresql://db/naru?user=a&password=b%40");
    var apart = read(Map.of("NARU_DATABASE_USER", "other", "NARU_DATABASE_PASSWORD", "p%40"));
    assertThat(apart.database().user()).isEqualTo("other");
    assertThat(apart.database().password()).isEqualTo("p%40");
  }

  @Test
  void what_is_left_out_has_the_documented_default() {
    HubConfiguration defaults = read(Map.of("NARU_CELL", " ", "NARU_SANDBOX_URL", ""));
    assertThat(defaults.port()).isEqualTo(8080);
    assertThat(defaults.managementPort()).isEqualTo(8081);
    assertThat(defaults.bind()).isEqualTo("127.0.0.1");
    assertThat(defaults.publicUrl()).isEqualTo("http://localhost:8080");
    assertThat(defaults.sandboxUrl()).isEmpty();
    assertThat(defaults.cell()).isEqualTo("00");
    assertThat(read(Map.of("NARU_HUB_PORT", "9000")).publicUrl())
        .isEqualTo("http://localhost:9000");
  }

  @Test
  void right_values_are_taken_as_they_are_meant() {
    HubConfiguration read =
        read(
            Map.of(
                "NARU_PUBLIC_URL", "HTTPS://pay.example.com/",
                "NARU_BIND", "[::]",
                "NARU_TRUSTED_PROXIES", "10.0.0.5, 10.1.0.0/16 ::1"));
    assertThat(read.publicUrl()).isEqualTo("https://pay.example.com");
    assertThat(read.trustedProxies()).isEqualTo("10.0.0.5,10.1.0.0/16,::1");
  }

  @Test
  void the_page_explains_every_variable() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "guides", "configuration.md"));
    for (String name : HubConfiguration.NAMES) {
      assertThat(page).contains("\n| `" + name + "` |");
    }
    String script = Files.readString(Path.of("src", "dist", "bin", "naru-hub"));
    for (String name : new String[] {"NARU_CONF", "NARU_HEAP", "NARU_JAVA_OPTIONS", "NARU_AOT"}) {
      assertThat(script).contains(name);
      assertThat(page).contains("\n| `" + name + "` |");
    }
  }

  private static HubConfiguration read(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(Map.of("NARU_DATABASE_URL", DATABASE));
    environment.putAll(more);
    return HubConfiguration.of(environment);
  }
}
