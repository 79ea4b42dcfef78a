package dev.naru.hub.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.vault.Vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("G27")
class TinkVaultTest {

  private static final byte[] PLAIN = "signKey".getBytes(StandardCharsets.UTF_8);
  private static final KeyRing KEYS = KeyRing.create();
  private final Vault vault = new TinkVault(KEYS);

  @Test
  void what_was_sealed_opens_in_its_place() {
    for (String context : new String[] {"", "channel.settings/1/7", "가맹점/1"}) {
      for (int size : new int[] {0, 1, 16, 4096}) {
        byte[] plain = "x".repeat(size).getBytes(StandardCharsets.UTF_8);
        assertThat(vault.open(vault.seal(plain, context), context)).isEqualTo(plain);
      }
    }
  }

  @Test
  void sealed_bytes_moved_to_another_row_do_not_open() {
    byte[] sealed = vault.seal(PLAIN, "channel.settings/1/7");
    assertThatThrownBy(() -> vault.open(sealed, "channel.settings/1/8"))
        .isInstanceOf(VaultException.class);
  }

  @Test
  void sealed_bytes_do_not_open_after_any_one_bit_changed() {
    byte[] sealed = vault.seal(PLAIN, "row");
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> vault.open(changed, "row")).isInstanceOf(VaultException.class);
    }
  }

  @Test
  void bytes_that_were_never_sealed_do_not_open() {
    assertThatThrownBy(() -> vault.open(new byte[0], "row")).isInstanceOf(VaultException.class);
    assertThatThrownBy(() -> vault.open(PLAIN, "row")).isInstanceOf(VaultException.class);
  }

  @Test
  void nonces_never_repeat() {
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      // Tink's layout is 1 byte of version, 4 bytes of key id and 12 bytes of nonce.
      nonces.add(Base64.getEncoder().encodeToString(slice(vault.seal(PLAIN, "row"), 5, 17)));
    }
    assertThat(nonces).hasSize(10_000);
  }

  @Test
  void an_older_key_still_opens_after_a_new_one_was_added_but_the_older_ring_opens_nothing_newer()
      throws GeneralSecurityException {
    byte[] before = vault.seal(PLAIN, "row");
    KeyRing rotated = KeyRing.fromJson(KEYS.withNewSealingKey().toJson());
    Vault after = new TinkVault(rotated);
    assertThat(after.open(before, "row")).isEqualTo(PLAIN);
    byte[] newer = after.seal(PLAIN, "row");
    assertThat(slice(newer, 0, 5)).isNotEqualTo(slice(before, 0, 5));
    assertThatThrownBy(() -> vault.open(newer, "row")).isInstanceOf(VaultException.class);
    assertThat(after.mac(PLAIN, "token")).isEqualTo(vault.mac(PLAIN, "token"));
  }

  @Test
  void a_digest_is_the_same_again_and_of_its_purpose_alone() {
    byte[] digest = vault.mac(PLAIN, "token");
    assertThat(digest).hasSize(32).isEqualTo(new TinkVault(KEYS).mac(PLAIN, "token"));
    assertThat(vault.mac(PLAIN, "toke")).isNotEqualTo(digest);
    assertThat(vault.mac(PLAIN, "other")).isNotEqualTo(digest);
    assertThat(vault.mac(bytes("c"), "ab")).isNotEqualTo(vault.mac(bytes("bc"), "a"));
    assertThat(new TinkVault(KeyRing.create()).mac(PLAIN, "token")).isNotEqualTo(digest);
  }

  @Test
  @Tag("G25")
  void no_key_is_printed() {
    assertThat(KEYS).hasToString("KeyRing[1 sealing keys]");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
