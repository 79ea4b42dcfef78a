package dev.naru.hub.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void the_first_start_makes_a_ring_that_only_its_owner_reads_and_the_next_start_reads_it()
      throws IOException {
    Path file = home.resolve("keys/keyring.json");
    byte[] sealed = new TinkVault(KeyRingFile.loadOrCreate(file)).seal(new byte[] {7}, "row");
    assertThat(new TinkVault(KeyRingFile.loadOrCreate(file)).open(sealed, "row"))
        .containsExactly(7);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file.getParent()).isDirectoryContaining(file::equals);
    try (var all = Files.list(file.getParent())) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void the_ring_of_the_environment_is_base64_of_the_same_json() throws IOException {
    Path file = home.resolve("keyring.json");
    byte[] sealed = new TinkVault(KeyRingFile.loadOrCreate(file)).seal(new byte[] {7}, "row");
    String base64 = Base64.getEncoder().encodeToString(Files.readString(file).getBytes(UTF_8));
    assertThat(new TinkVault(KeyRingFile.fromBase64(base64 + "\n")).open(sealed, "row"))
        .containsExactly(7);
  }

  @Test
  void a_damaged_ring_is_one_clear_sentence_and_is_not_replaced() throws IOException {
    Path file = home.resolve("keyring.json");
    KeyRingFile.loadOrCreate(file);
    String whole = Files.readString(file);
    for (String damaged : new String[] {"", "{}", whole.substring(0, 80), "\u0000\u0000"}) {
      Files.writeString(file, damaged);
      assertThatThrownBy(() -> KeyRingFile.loadOrCreate(file))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("The key ring " + file + " is damaged");
      assertThat(file).hasContent(damaged);
    }
  }

  @Test
  void a_ring_that_cannot_be_read_is_one_clear_sentence() throws IOException {
    Path file = Files.createDirectory(home.resolve("keyring.json"));
    assertThatThrownBy(() -> KeyRingFile.loadOrCreate(file))
        .hasMessageStartingWith("The key ring " + file + " can't be read or made");
    assertThatThrownBy(() -> KeyRingFile.fromBase64("%%%"))
        .hasMessageStartingWith("NARU_KEYRING is not a key ring");
  }
}
