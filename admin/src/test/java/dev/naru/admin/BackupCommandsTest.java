package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.admin.Commands.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What {@code naru-hub keys}, {@code backup} and {@code restore} do with the key ring. */
class BackupCommandsTest extends OnTheCommands {

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
  void a_prepared_key_opens_until_the_rotation_lets_it_seal() {
    merchant();
    int keys = run("keys", "list", "--json").json().path("keys").size();
    assertThat(run("keys", "rotate", "--prepare").out()).contains("doesn't seal yet");
    JsonNode prepared = run("keys", "list", "--json").json().path("keys");
    assertThat(prepared).hasSize(keys + 1);
    assertThat(prepared.get(keys).path("seals").asBoolean(true)).isFalse();

    JsonNode rotated = run("keys", "rotate", "--json").json().path("keys");
    assertThat(rotated).as("no further key").hasSize(keys + 1);
    assertThat(rotated.get(keys).path("seals").asBoolean()).isTrue();
    JsonNode again = run("keys", "reseal", "--json").json();
    assertThat(again.path("resealed").asLong(-1)).isZero();
    assertThat(again.path("with_older_keys").asLong(-1)).isZero();
    assertThat(run("audit", "--json").out()).contains("keys rotate --prepare");
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
}
