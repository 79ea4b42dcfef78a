package dev.naru.admin;

import static dev.naru.admin.Commands.addingChannel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.admin.Commands.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What {@code naru-hub channel} and {@code doctor} do with the keys that a PG has issued. */
class ChannelCommandsTest extends OnTheCommands {

  private static final String SECRET = "SU5JTElURV9UUklQTEVERVNfS0VZU1RS";
  private static final String KEYS =
      """
      # as a merchant copies them from the PG's console
      signKey=%s
      hashKey = 3CB8183A4BE283555ACC8363C0360223
      iniApiKey=ItEQKi3rY7uvDS8l
      iniApiIv=HYb3yQ4f65QL89==
      """
          .formatted(SECRET);

  @Test
  @Tag("G27")
  void a_channels_secrets_come_from_a_file_and_are_seen_nowhere_again() throws IOException {
    String code = merchant();
    Path file = secrets();
    JsonNode added =
        run(addingChannel(
                code, "INIpayTest", "--mode", "sandbox", "--secrets", file.toString(), "--json"))
            .json();
    String key = added.path("channel_key").asString();
    assertThat(key).startsWith("channel-key-");
    assertThat(added.path("default").asBoolean()).isTrue();
    assertThat(run("audit").out() + run("channel", "list").out())
        .contains(key, "signKey=***")
        .doesNotContain(SECRET);
    Long found =
        commands
            .database()
            .sql("select count(*) from channel c where c::text like :secret")
            .param("secret", "%" + SECRET + "%")
            .query(Long.class)
            .single();
    assertThat(found).isZero();
  }

  @Test
  void a_channels_secrets_may_come_from_standard_input_or_the_environment_but_from_no_argument() {
    String code = merchant();
    Ended argument =
        run(addingChannel(code, "INIpayTest", "--mode", "sandbox", "--set", "signKey=geheim"));
    assertThat(argument.exit()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(argument.err()).contains("NARU_SECRET_SIGN_KEY").doesNotContain("geheim");

    String[] add =
        addingChannel(code, "INIpayTest", "--mode", "sandbox", "--secrets", "-", "--json");
    assertThat(run(Map.of(), "{\"signKey\": \"a\"}", add).err())
        .contains("hashKey", "iniApiKey", "iniApiIv");
    Ended both =
        run(
            Map.of("NARU_SECRET_HASH_KEY", "b", "NARU_SECRET_INI_API_KEY", "c"),
            "{\"signKey\": \"a\", \"iniApiIv\": \"d\"}",
            add);
    assertThat(both.json().path("pg").asString()).isEqualTo("html5_inicis");
  }

  @Test
  @Tag("G40")
  void a_live_channel_needs_an_https_address_and_a_mid_that_is_no_test_mid() throws IOException {
    String code = merchant();
    Path file = secrets();
    String[] live = {"--mode", "live", "--secrets", file.toString()};
    refused(ExitCode.NOT_DONE, "needs https", addingChannel(code, "realshop01", live));
    refused(ExitCode.NOT_DONE, "publishes for tests", addingChannel(code, "INIpayTest", live));
    assertThat(run("channel", "list", "--merchant", code).out()).contains("no channel yet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "signKey=geheim1\\nsignKey=geheim2 | signKey twice",
        "{\"signKey\": \"geheim1\", \"signKey\": \"geheim2\"} | not a JSON object",
        "signKey=geheim\\0x | signKey has a value that the PG doesn't issue",
        "signKey=geheim\\tx | signKey has a value that the PG doesn't issue",
        "skey=geheim | has no \"skey\"",
        "signKey | not of the form key=value",
        "\\ufeffsignKey=geheim | needs: hashKey",
      })
  void secrets_that_can_not_be_right_are_refused_in_one_sentence_that_keeps_them(
      String content, String says) {
    String file =
        content
            .replace("\\n", "\n")
            .replace("\\0", "\0")
            .replace("\\t", "\t")
            .replace("\\ufeff", "\uFEFF");
    Ended ended =
        run(
            Map.of(),
            file,
            "channel add --merchant %s --pg html5_inicis --mid INIpayTest --mode sandbox --secrets -"
                .formatted(merchant())
                .split(" "));
    assertThat(ended.exit()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ended.err()).contains(says).hasLineCount(1).doesNotContain("geheim");
    assertThat(ended.out()).isEmpty();
  }

  /** V1 allows plain http for webhooks, so that it is no refusal. */
  @Test
  @Tag("G40")
  void doctor_warns_of_a_webhook_without_tls_where_real_money_moves_and_only_there()
      throws IOException {
    Map<String, String> https = Map.of("NARU_PUBLIC_URL", "https://pay.example.com");
    Path keys =
        Files.writeString(
            Files.createTempFile(home, "own", ".txt"),
            """
            signKey=QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=
            hashKey=ABCDEF0123456789ABCDEF0123456789
            iniApiKey=AbCdEfGhIjKlMnOp
            iniApiIv=QbCdEfGhIjKl9g==
            """);
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    String code = merchant();
    String plain = "webhook.url=http://shop.example/hook";
    run("merchant", "set", code, plain);
    assertThat(doctorsWebhooks(https)).as("no channel is live").doesNotContain(code);

    String channel =
        run(
                https,
                "",
                "channel add --pg html5_inicis --mid realshop02 --mode live --json --merchant %s --secrets %s"
                    .formatted(code, keys)
                    .split(" "))
            .json()
            .path("channel_key")
            .asString();
    assertThat(doctorsWebhooks(https))
        .contains("webhook of " + code, "warning", "http://shop.example/hook without TLS");
    run("merchant", "set", code, plain.replace("http:", "HTTP:"));
    assertThat(doctorsWebhooks(https)).contains("webhook of " + code);

    run("merchant", "set", code, plain.replace("http:", "https:"));
    assertThat(doctorsWebhooks(https)).doesNotContain(code);
    run("merchant", "set", code, plain);
    run(https, "", "channel", "disable", channel);
    assertThat(doctorsWebhooks(https)).as("no more money moves there").doesNotContain(code);
  }

  private String doctorsWebhooks(Map<String, String> environment) {
    return run(environment, "", "doctor", "--offline")
        .out()
        .lines()
        .filter(line -> line.contains("webhook of"))
        .reduce("", (all, line) -> all + line + "\n");
  }

  @Test
  void channels_are_disabled_enabled_and_made_the_default_by_their_key() throws IOException {
    String code = merchant();
    Path file = secrets();
    String first = add(code, "INIpayTest", file);
    String second = add(code, "INIBillTst", file);
    assertThat(run("channel", "default", second).exit()).isZero();
    assertThat(run("channel", "disable", first).exit()).isZero();
    JsonNode list = run("channel", "list", "--merchant", code, "--json").json();
    assertThat(list.get(0).path("enabled").asBoolean()).isFalse();
    assertThat(list.get(0).path("default").asBoolean()).isFalse();
    assertThat(list.get(1).path("default").asBoolean()).isTrue();
    refused(
        ExitCode.NOT_DONE,
        "naru-hub channel enable " + first,
        "channel",
        "add",
        "--merchant",
        code,
        "--pg",
        "inicis",
        "--mid",
        "INIpayTest",
        "--mode",
        "sandbox",
        "--secrets",
        file.toString());
    assertThat(run("channel", "enable", first).exit()).isZero();
    refused(ExitCode.NOT_DONE, "no channel channel-key-1", "channel", "disable", "channel-key-1");
  }

  private String add(String code, String mid, Path file) {
    return run(addingChannel(
            code, mid, "--mode", "sandbox", "--secrets", file.toString(), "--json"))
        .json()
        .path("channel_key")
        .asString();
  }

  private Path secrets() throws IOException {
    Path file = Files.createTempFile(home, "keys", ".txt");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return Files.writeString(file, KEYS);
  }
}
