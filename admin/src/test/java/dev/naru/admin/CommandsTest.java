package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.admin.Commands.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The commands about merchants and the journal, and what every command does with wrong words. */
class CommandsTest extends OnTheCommands {

  private static final String SECRET = "SU5JTElURV9UUklQTEVERVNfS0VZU1RS";

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

  @Test
  void a_wrong_file_or_day_is_one_sentence_without_a_programs_words() throws IOException {
    String code = merchant();
    String file = Files.writeString(home.resolve("keys.txt"), "signKey=" + SECRET).toString();
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
}
