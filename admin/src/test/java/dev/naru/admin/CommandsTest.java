package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.admin.Commands.Ended;
import dev.naru.postgres.PostgresStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The commands in this process, over a real database that was empty before the first of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {

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

  @TempDir static Path home = Path.of("");
  private Commands commands;

  @BeforeAll
  void database() throws PostgresStartException {
    commands = Commands.onAnEmptyDatabase("commands", home);
  }

  @AfterAll
  void stop() {
    commands.close();
  }

  private Ended run(String... args) {
    return commands.run(args);
  }

  private Ended run(Map<String, String> more, String in, String... args) {
    return commands.run(more, in, args);
  }

  private String merchant() {
    return commands.merchant();
  }

  @Test
  @Tag("G11")
  void a_journal_without_lines_is_whole() {
    JsonNode checked = run("verify", "--json").json();
    assertThat(checked.path("faulty").asInt(-1)).isZero();
    assertThat(checked.path("fingerprint").asString()).matches("[0-9a-f]{64}");
    assertThat(checked.path("audit_faulty").asInt(-1)).isZero();
    assertThat(run("verify").out())
        .contains("The journal is whole", "0 payments", "The audit log is whole");
  }

  @Test
  void a_merchant_is_added_listed_changed_and_every_change_is_noted_without_secrets() {
    JsonNode added = run("merchant", "add", "--name", "나루터 상점", "--json").json();
    String code = added.path("user_code").asString();
    assertThat(code).matches("imp\\d{8}");
    assertThat(added.path("key").asString()).hasSize(16);
    String secret = added.path("secret").asString();
    assertThat(secret).hasSize(80);

    assertThat(run("merchant", "set", code, "webhook.url=https://shop.example/hook").exit())
        .isZero();
    String rotated =
        run("merchant", "rotate-secret", code, "--json").json().path("secret").asString();
    assertThat(rotated).hasSize(80).isNotEqualTo(secret);
    assertThat(run("merchant", "list").out()).contains(code, "https://shop.example/hook");

    String audit = run("audit", "--json").json().toString();
    assertThat(audit)
        .contains("merchant add", "merchant set", "merchant rotate-secret", code)
        .contains("(sudo by minsu) at pay-1")
        .contains("\"before\":{\"webhook.url\":\"\"}")
        .doesNotContain(secret, rotated);
  }

  @Test
  void wrong_values_are_refused_in_one_sentence_and_change_nothing() {
    String code = merchant();
    String before = run("merchant", "list", "--json").out();
    refused(
        ExitCode.WRONG_USE, "no setting \"webhook.uri\"", "merchant", "set", code, "webhook.uri=x");
    refused(
        ExitCode.WRONG_USE,
        "default_channel, reject",
        "merchant",
        "set",
        code,
        "webhook.url=https://a.example",
        "sdk.unmatched_pg=maybe");
    refused(ExitCode.NOT_DONE, "no merchant imp1", "merchant", "set", "imp1", "webhook.url=");
    refused(
        ExitCode.WRONG_USE,
        "imp and 8 digits",
        "merchant",
        "add",
        "--name",
        "x",
        "--user-code",
        "imp1");
    refused(ExitCode.NOT_DONE, code, "merchant", "add", "--name", "x", "--user-code", code);
    refused(ExitCode.WRONG_USE, "--name", "merchant", "add");
    refused(ExitCode.WRONG_USE, "100", "merchant", "add", "--name", "a\nb");
    assertThat(run("merchant", "list", "--json").out()).isEqualTo(before);
  }

  private void refused(int exit, String says, String... args) {
    commands.refused(exit, says, args);
  }

  @Test
  void a_list_is_imported_once_and_its_differences_are_listed_settled_and_exported()
      throws IOException {
    String code = merchant();
    String channel =
        run(
                "channel",
                "add",
                "--merchant",
                code,
                "--pg",
                "html5_inicis",
                "--mid",
                "INIpayTest",
                "--mode",
                "sandbox",
                "--secrets",
                secrets().toString(),
                "--json")
            .json()
            .path("channel_key")
            .asString();
    String tid = "StdpayCARDINIpayTest20260115102500000001";
    String row =
        "INIpayTest|CC|A|20260115|102500|||%s|imp_000000000001||모자|10000|||%s<br>"
            .formatted(tid, tid);
    Path list = Files.writeString(home.resolve("list.txt"), row);
    Path half = Files.writeString(home.resolve("half.txt"), row.substring(0, row.length() - 9));

    Ended refused =
        run("reconcile", "import", half.toString(), "--channel", channel, "--day", "2026-01-15");
    assertThat(refused.exit()).isEqualTo(ExitCode.NOT_DONE);
    assertThat(refused.err()).contains("cut off");
    Ended read =
        run(
            "reconcile",
            "import",
            list.toString(),
            "--channel",
            channel,
            "--day",
            "2026-01-15",
            "--json");
    assertThat(read.exit()).as(read.err()).isEqualTo(ExitCode.FOUND_TROUBLE);
    assertThat(
            run("reconcile", "import", list.toString(), "--channel", channel, "--day", "2026-01-15")
                .out())
        .contains("read before");

    JsonNode open = run("reconcile", "list", "--merchant", code, "--json").json();
    assertThat(open).hasSize(1);
    assertThat(open.get(0).path("class").asString()).isEqualTo("missing_here");
    String id = open.get(0).path("id").asString();
    assertThat(run("reconcile", "show", id, "--merchant", code).out())
        .contains("may_be: [accept, adopt]");
    assertThat(
            run(
                    "reconcile",
                    "settle",
                    id,
                    "--merchant",
                    code,
                    "--as",
                    "record_cancel",
                    "--reason",
                    "x")
                .exit())
        .isEqualTo(ExitCode.NOT_DONE);
    Ended settled =
        run(
            "reconcile",
            "settle",
            "--merchant",
            code,
            "--class",
            "missing_here",
            "--as",
            "accept",
            "--reason",
            "=a shop of ours",
            "--json");
    assertThat(settled.json().path("settled").asInt()).isEqualTo(1);
    assertThat(run("reconcile", "list", "--merchant", code, "--json").json()).isEmpty();
    assertThat(run("reconcile", "export", "--merchant", code).out())
        .contains(tid, "missing_here", "'=a shop of ours");
    assertThat(run("audit", "--json").out()).contains("reconcile settle", "reconcile import");
    refused(ExitCode.WRONG_USE, "missing_here", "reconcile", "list", "--class", "lost");
  }

  @Test
  @Tag("G27")
  void a_channels_secrets_come_from_a_file_and_are_seen_nowhere_again() throws IOException {
    String code = merchant();
    Path file = secrets();
    JsonNode added =
        run(
                "channel",
                "add",
                "--merchant",
                code,
                "--pg",
                "html5_inicis",
                "--mid",
                "INIpayTest",
                "--mode",
                "sandbox",
                "--secrets",
                file.toString(),
                "--json")
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
        run(
            "channel",
            "add",
            "--merchant",
            code,
            "--pg",
            "html5_inicis",
            "--mid",
            "INIpayTest",
            "--mode",
            "sandbox",
            "--set",
            "signKey=geheim");
    assertThat(argument.exit()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(argument.err()).contains("NARU_SECRET_SIGN_KEY").doesNotContain("geheim");

    String[] add = {
      "channel",
      "add",
      "--merchant",
      code,
      "--pg",
      "html5_inicis",
      "--mid",
      "INIpayTest",
      "--mode",
      "sandbox",
      "--secrets",
      "-",
      "--json"
    };
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
    String[] real = {
      "channel",
      "add",
      "--merchant",
      code,
      "--pg",
      "html5_inicis",
      "--mid",
      "realshop01",
      "--mode",
      "live",
      "--secrets",
      file.toString()
    };
    refused(ExitCode.NOT_DONE, "needs https", real);
    String[] published = real.clone();
    published[7] = "INIpayTest";
    refused(ExitCode.NOT_DONE, "publishes for tests", published);
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

  @Test
  void a_wrong_file_or_day_is_one_sentence_without_a_programs_words() throws IOException {
    String code = merchant();
    String file = secrets().toString();
    for (String command :
        List.of(
            "channel add --merchant %s --pg html5_inicis --mid M --mode sandbox --secrets /none",
            "user add --merchant %s --email a@b.example --password-file /none",
            "import payments --merchant %s /none",
            "import keys --merchant %s " + home,
            "import schedules --merchant %s " + file,
            "backup --to /none/backup",
            "restore /none",
            "restore " + home,
            "restore " + file,
            "export --from -999999999-01-01 --to 2026-01-01",
            "export --from 2026-01-01 --to +999999999-12-31",
            "reconcile list --from 12026-01-01")) {
      Ended ended = run(command.formatted(code).split(" "));
      assertThat(ended.exit()).as(command).isIn(ExitCode.NOT_DONE, ExitCode.WRONG_USE);
      assertThat(ended.err()).hasLineCount(1).doesNotContain("Exception", "java.", SECRET, "Year");
      assertThat(ended.out()).isEmpty();
    }
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
    return run(
            "channel",
            "add",
            "--merchant",
            code,
            "--pg",
            "html5_inicis",
            "--mid",
            mid,
            "--mode",
            "sandbox",
            "--secrets",
            file.toString(),
            "--json")
        .json()
        .path("channel_key")
        .asString();
  }

  @Test
  void the_audit_log_can_be_neither_changed_nor_emptied() {
    merchant();
    JdbcClient db = commands.database();
    for (String statement :
        new String[] {"update audit set who = 'x'", "delete from audit", "truncate audit"}) {
      assertThatThrownBy(() -> db.sql(statement).update())
          .hasMessageContaining("only ever added to");
    }
  }

  @Test
  void nothing_unresolved_no_webhook_and_no_such_payment_are_said_plainly() {
    assertThat(run("unresolved", "list", "--json").json()).isEmpty();
    assertThat(run("webhook", "list").out()).contains("no webhook");
    refused(ExitCode.NOT_DONE, "imp_1", "payment", "show", "imp_1");
    refused(ExitCode.WRONG_USE, "\"x\" is no id", "unresolved", "ask", "x");
    refused(
        ExitCode.NOT_DONE,
        "it has ended",
        "unresolved",
        "close",
        "0192e2f0-0000-7000-8000-000000000000",
        "--as",
        "paid",
        "--reason",
        "y");
    refused(
        ExitCode.WRONG_USE,
        "not_cancelled",
        "unresolved",
        "close",
        "0192e2f0-0000-7000-8000-000000000000",
        "--as",
        "gone",
        "--reason",
        "y");
  }

  @Test
  void keys_are_rotated_and_the_ring_and_the_database_still_belong_together() {
    merchant();
    JsonNode before = run("keys", "list", "--json").json();
    JsonNode rotated = run("keys", "rotate", "--json").json();
    assertThat(rotated.path("with_older_keys").asLong()).isZero();
    JsonNode after = run("keys", "list", "--json").json();
    assertThat(after.path("fingerprint")).isEqualTo(before.path("fingerprint"));
    assertThat(after.path("keys")).hasSize(before.path("keys").size() + 1);
  }

  @Test
  void a_backup_brings_the_ring_and_the_configuration_back_where_everything_is_lost()
      throws IOException {
    merchant();
    String fingerprint = run("keys", "list", "--json").json().path("fingerprint").asString();
    Path backup = home.resolve("naru.backup");
    assertThat(run("backup", "--to", backup.toString(), "--json").json().path("fingerprint"))
        .hasToString("\"" + fingerprint + "\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
    refused(ExitCode.NOT_DONE, "written over nothing", "backup", "--to", backup.toString());
    assertThat(run("audit").out()).contains("backup").contains(fingerprint);

    Path elsewhere = home.resolve("elsewhere");
    Map<String, String> newPlace = Map.of("NARU_HOME", elsewhere.toString());
    assertThat(run(newPlace, "", "verify").err()).contains("is missing");
    Path conf = home.resolve("restored.conf");
    Ended restored =
        run(newPlace, "", "restore", backup.toString(), "--conf", conf.toString(), "--json");
    assertThat(restored.json().path("fingerprint").asString()).isEqualTo(fingerprint);
    assertThat(Files.readString(conf))
        .contains("NARU_DATABASE_URL=" + commands.environment().get("NARU_DATABASE_URL"))
        .contains("NARU_HOME=" + elsewhere + "\n");
    assertThat(run(newPlace, "", "verify", "--json").json().path("faulty").asInt(-1)).isZero();
    assertThat(run(newPlace, "", "restore", backup.toString()).err())
        .hasLineCount(1)
        .contains("a key ring at");

    Path damaged = Files.writeString(home.resolve("damaged"), "PK");
    refused(ExitCode.NOT_DONE, "is no backup", "restore", damaged.toString());
    refused(ExitCode.NOT_DONE, "can't be read", "restore", home.resolve("none").toString());
  }

  @Test
  void an_export_has_a_heading_and_wrong_days_are_refused() {
    merchant();
    assertThat(run("export", "--from", "2026-11-01", "--to", "2026-11-30").out())
        .hasLineCount(1)
        .startsWith("user_code,imp_uid,merchant_uid,status,");
    refused(ExitCode.WRONG_USE, "no day", "export", "--from", "2026-11-31", "--to", "2026-12-01");
    refused(
        ExitCode.WRONG_USE, "is before", "export", "--from", "2026-11-02", "--to", "2026-11-01");
  }

  @Test
  void what_a_shopper_writes_is_no_formula_in_a_spreadsheet() {
    for (String formula : List.of("=1+1", "+1", "-1", "@a", "\t=1", "＝1")) {
      assertThat(ExportCommand.cell(formula)).isEqualTo("'" + formula);
    }
    assertThat(ExportCommand.cell("주문 1=2")).isEqualTo("주문 1=2");
  }

  @Test
  void the_tables_are_of_this_version_and_a_newer_or_older_database_is_refused() {
    merchant();
    assertThat(run("migrate", "--dry-run").out()).contains("of this version");
    JdbcClient db = commands.database();
    int rank =
        db.sql("select max(installed_rank) from flyway_schema_history")
            .query(Integer.class)
            .single();
    String row = "update flyway_schema_history set version = '%s' where installed_rank = " + rank;
    String version =
        db.sql("select version from flyway_schema_history where installed_rank = ?")
            .param(rank)
            .query(String.class)
            .single();
    db.sql(row.formatted("9999")).update();
    try {
      refused(ExitCode.NOT_DONE, "newer naru", "merchant", "list");
      refused(ExitCode.NOT_DONE, "newer naru", "serve");
    } finally {
      db.sql(row.formatted(version)).update();
    }
  }

  @Test
  void a_user_of_the_console_is_added_with_a_password_or_a_link_and_reset() {
    String code = merchant();
    JsonNode owner =
        run(
                Map.of("NARU_USER_PASSWORD", "a long password"),
                "",
                "user",
                "add",
                "--merchant",
                code,
                "--email",
                "Owner@Shop.example",
                "--json")
            .json();
    assertThat(owner.path("email").asString()).isEqualTo("owner@shop.example");
    assertThat(owner.path("role").asString()).isEqualTo("owner");
    assertThat(owner.path("link").isNull()).isTrue();
    String[] again = {"user", "add", "--merchant", code, "--email", "owner@shop.example"};
    refused(ExitCode.NOT_DONE, "user reset", again);
    JsonNode operator =
        run("user", "add", "--role", "operator", "--email", "ops@hub.example", "--json").json();
    assertThat(operator.path("link").asString()).contains("/console/welcome/");
    assertThat(run("user", "list").out()).contains("ops@hub.example").doesNotContain("owner@shop");
    assertThat(run("user", "list", "--merchant", code).out()).contains("owner@shop.example");
    assertThat(run("user", "reset", "owner@shop.example", "--json").json().path("link").asString())
        .contains("/console/welcome/");
    assertThat(
            run(
                    Map.of(),
                    "another long one\n",
                    "user",
                    "reset",
                    "ops@hub.example",
                    "--password-file",
                    "-")
                .out())
        .contains("ops@hub.example");
    refused(
        ExitCode.WRONG_USE,
        "10 to 200",
        "user",
        "reset",
        "ops@hub.example",
        "--password-file",
        short_());
    refused(
        ExitCode.WRONG_USE, "--role", "user", "add", "--role", "boss", "--email", "x@y.example");
    refused(ExitCode.WRONG_USE, "--merchant", "user", "add", "--email", "x@y.example");
    refused(ExitCode.WRONG_USE, "no email", "user", "add", "--merchant", code, "--email", "x");
    assertThat(run("audit", "--json").out())
        .contains("user add", "user reset", "owner@shop.example")
        .doesNotContain("long password", "long one");
  }

  private String short_() {
    try {
      return Files.writeString(home.resolve("short.txt"), "short").toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void a_database_that_is_away_is_one_sentence() {
    Ended away =
        run(Map.of("NARU_DATABASE_URL", "postgres://localhost:1/none"), "", "merchant", "list");
    assertThat(away.exit()).isEqualTo(ExitCode.NOT_DONE);
    assertThat(away.err()).hasLineCount(1).contains("naru-hub doctor");
    Ended serve = run(Map.of("NARU_DATABASE_URL", "postgres://localhost:1/none"), "", "serve");
    assertThat(serve.exit()).isEqualTo(ExitCode.NOT_DONE);
    assertThat(serve.err()).hasLineCount(1).contains("NARU_DATABASE_URL");
    Ended doctor = run(Map.of("NARU_DATABASE_URL", "postgres://localhost:1/none"), "", "doctor");
    assertThat(doctor.exit()).isEqualTo(ExitCode.FOUND_TROUBLE);
    assertThat(doctor.out()).contains("trouble");
  }

  private Path secrets() throws IOException {
    Path file = Files.createTempFile(home, "keys", ".txt");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return Files.writeString(file, KEYS);
  }
}
