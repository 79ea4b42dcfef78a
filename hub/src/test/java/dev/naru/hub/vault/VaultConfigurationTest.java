package dev.naru.hub.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

@Tag("G27")
class VaultConfigurationTest {

  @TempDir Path home = Path.of("");

  @Test
  void the_keys_are_those_of_the_data_folder() {
    MockEnvironment environment = new MockEnvironment().withProperty("naru.home", home.toString());
    byte[] sealed = new VaultConfiguration().vault(environment).seal(new byte[] {7}, "row");
    assertThat(new VaultConfiguration().vault(environment).open(sealed, "row")).containsExactly(7);
    assertThat(home.resolve("keys/keyring.json")).exists();
  }

  @Test
  void the_keys_of_the_environment_win_and_the_data_folder_is_not_touched() {
    KeyRing keys = KeyRing.create();
    MockEnvironment environment =
        new MockEnvironment()
            .withProperty("naru.home", home.toString())
            .withProperty(
                "naru.keyring", Base64.getEncoder().encodeToString(keys.toJson().getBytes(UTF_8)));
    byte[] sealed = new VaultConfiguration().vault(environment).seal(new byte[] {7}, "row");
    assertThat(new TinkVault(keys).open(sealed, "row")).containsExactly(7);
    assertThat(home).isEmptyDirectory();
  }
}
