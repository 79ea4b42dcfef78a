package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.admin.Commands.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What {@code naru-hub reconcile} does with a PG's list. */
class ReconcileCommandsTest extends OnTheCommands {

  @Test
  void a_list_is_imported_once_and_its_differences_are_listed_settled_and_exported()
      throws IOException {
    String code = merchant();
    String channel = commands.channel(code);
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

    JsonNode lists = run("reconcile", "statements", "--merchant", code, "--json").json();
    assertThat(lists).hasSize(2);
    assertThat(lists.get(0).path("current").asBoolean()).isTrue();
    assertThat(lists.get(0).path("day").asString()).isEqualTo("2026-01-15");
    assertThat(lists.get(0).path("charged").asLong()).isEqualTo(10_000);
    assertThat(lists.get(0).path("brought_by").asString()).contains("minsu");
    assertThat(lists.get(1).path("current").asBoolean(true)).isFalse();
    assertThat(lists.get(1).path("refusal").asString()).contains("cut off");

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
  void a_list_is_fetched_only_with_the_feeds_password_and_what_runs_need_not_go_on() {
    String channel = commands.channel(merchant());
    refused(
        ExitCode.NOT_DONE,
        "lacks the setting feedPassword",
        "reconcile",
        "fetch",
        "--channel",
        channel,
        "--day",
        "2026-01-15");
    refused(
        ExitCode.NOT_DONE,
        "can't be asked for this list",
        "reconcile",
        "fetch",
        "--channel",
        channel,
        "--form",
        "x");
    refused(ExitCode.NOT_DONE, "payments are not stopped", "reconcile", "go-on", "--reason", "x");
  }
}
