package dev.naru.hub.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.start.RefusedStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("G27")
class KeyRingFileTest {

  @TempDir Path home = Path.of("");

  @Test
  void a_new_ring_is_read_by_its_owner_alone_and_never_written_over_another() throws IOException {
    KeyRingFile file = new KeyRingFile(home.resolve("keys/keyring.json"));
    byte[] sealed = new TinkVault(file.create(KeyRing.create())).seal(new byte[] {7}, "row");
    assertThat(new TinkVault(file.create(KeyRing.create())).open(sealed, "row")).containsExactly(7);
    assertThat(new TinkVault(file.read()).open(sealed, "row")).containsExactly(7);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(filesBeside(file)).isEqualTo(1);
  }

  @Test
  void another_version_of_the_ring_is_there_completely_and_leaves_no_draft() throws IOException {
    KeyRingFile file = new KeyRingFile(home.resolve("keys/keyring.json"));
    KeyRing first = file.create(KeyRing.create());
    file.replace(first.withNewSealingKey());
    assertThat(file.read().sealingKeys()).hasSize(2).startsWith(first.sealingKey());
    assertThat(filesBeside(file)).isEqualTo(1);
  }

  @Test
  void the_ring_of_the_environment_is_base64_of_the_same_json() throws IOException {
    KeyRingFile file = new KeyRingFile(home.resolve("keyring.json"));
    byte[] sealed = new TinkVault(file.create(KeyRing.create())).seal(new byte[] {7}, "row");
    String base64 =
        Base64.getEncoder().encodeToString(Files.readString(file.path()).getBytes(UTF_8));
    assertThat(new TinkVault(KeyRingFile.fromBase64(base64 + "\n")).open(sealed, "row"))
        .containsExactly(7);
  }

  @Test
  void a_damaged_ring_is_one_clear_sentence_and_is_not_replaced() throws IOException {
    KeyRingFile file = new KeyRingFile(home.resolve("keyring.json"));
    file.create(KeyRing.create());
    String whole = Files.readString(file.path());
    for (String damaged : new String[] {"", "{}", whole.substring(0, 80), "\u0000\u0000"}) {
      Files.writeString(file.path(), damaged);
      assertThatThrownBy(file::read)
          .isInstanceOf(RefusedStartException.class)
          .hasMessageStartingWith("The key ring " + file + " is damaged");
      assertThat(file.path()).hasContent(damaged);
    }
  }

  @Test
  void a_ring_that_others_may_read_or_change_is_refused() throws IOException {
    KeyRingFile file = new KeyRingFile(home.resolve("keyring.json"));
    file.create(KeyRing.create());
    for (String permissions : new String[] {"rw-r--r--", "rw-r-----", "rw--w----"}) {
      Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(permissions));
      assertThatThrownBy(file::read)
          .isInstanceOf(RefusedStartException.class)
          .hasMessageContaining(permissions)
          .hasMessageContaining("chmod 600");
    }
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("r--------"));
    assertThat(file.read().sealingKeys()).hasSize(1);
  }

  @Test
  void a_ring_that_cannot_be_read_is_one_clear_sentence() throws IOException {
    Path folder =
        Files.createDirectory(
            home.resolve("keyring.json"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    assertThatThrownBy(() -> new KeyRingFile(folder).read())
        .hasMessageStartingWith("The key ring " + folder + " can't be read");
    assertThatThrownBy(() -> KeyRingFile.fromBase64("%%%"))
        .hasMessageStartingWith("NARU_KEYRING is not a key ring");
  }

  private static long filesBeside(KeyRingFile file) throws IOException {
    try (var all = Files.list(file.path().resolveSibling("."))) {
      return all.count();
    }
  }
}
