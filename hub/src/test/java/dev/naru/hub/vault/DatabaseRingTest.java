package dev.naru.hub.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.naru.hub.start.RefusedStartException;
import dev.naru.hub.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** A hub starts with its database's own ring, and says in one sentence why with no other. */
@Tag("G27")
class DatabaseRingTest {

  @TempDir Path home = Path.of("");
  private final DataSource database = TestDatabase.fresh();
  private final JdbcClient db = JdbcClient.create(database);
  private final InstantSource time = () -> Instant.parse("2026-03-02T01:00:00Z");
  private final SealedValues values =
      new SealedValues(
          database,
          List.of(
              new SealedColumn(
                  "channel",
                  "settings_sealed",
                  List.of("merchant_id", "id"),
                  "'channel.settings/' || merchant_id || '/' || id")));
  private final DatabaseRing ring = new DatabaseRing(db, values, time);
  private final VaultConfiguration configuration = new VaultConfiguration();

  @Test
  void the_first_start_makes_a_ring_and_the_next_one_takes_it() {
    RingInUse first = starts(home);
    assertThat(home.resolve("keys/keyring.json")).exists();
    assertThat(starts(home).now().fingerprint()).isEqualTo(first.now().fingerprint());
  }

  @Test
  void a_database_with_a_ring_gets_no_second_one_even_while_nothing_is_sealed() {
    String fingerprint = starts(home).now().fingerprint();
    assertThatThrownBy(() -> starts(home.resolve("other")))
        .isInstanceOf(RefusedStartException.class)
        .hasMessageContaining("is missing")
        .hasMessageContaining(fingerprint);
    assertThat(home.resolve("other")).doesNotExist();
  }

  @Test
  void a_database_from_before_rings_were_noted_takes_the_ring_that_opens_its_values() {
    KeyRing own = KeyRing.create();
    seal(own, 7);
    assertThatThrownBy(() -> ring.check(KeyRing.create(), "x"))
        .isInstanceOf(RefusedStartException.class)
        .hasMessageContaining("doesn't open what is sealed there");
    assertThatThrownBy(() -> starts(home)).hasMessageContaining("is missing");
    assertThat(ring.check(own, "x")).isEqualTo(own);
    assertThat(ring.known())
        .hasValueSatisfying(known -> assertThat(known.fingerprint()).isEqualTo(own.fingerprint()));
  }

  @Test
  void a_foreign_ring_is_refused_with_both_fingerprints() {
    KeyRing own = ring.check(KeyRing.create(), "x");
    KeyRing foreign = KeyRing.create();
    assertThatThrownBy(() -> ring.check(foreign, "/ring"))
        .isInstanceOf(RefusedStartException.class)
        .hasMessageContainingAll("/ring", own.fingerprint(), foreign.fingerprint());
  }

  @Test
  void an_older_copy_of_the_ring_is_refused_after_a_rotation() {
    KeyRing before = ring.check(KeyRing.create(), "x");
    KeyRing after = before.withNewSealingKey();
    ring.sealsWith(after);
    assertThat(ring.check(after, "x")).isEqualTo(after);
    assertThatThrownBy(() -> ring.check(before, "/ring"))
        .isInstanceOf(RefusedStartException.class)
        .hasMessageContaining("/ring is an older copy");
  }

  @Test
  void the_ring_of_the_environment_wins_and_the_data_folder_is_not_touched() {
    String base64 = Base64.getEncoder().encodeToString(KeyRing.create().toJson().getBytes(UTF_8));
    RingInUse used =
        configuration.ringInUse(environment(home).withProperty("naru.keyring", base64), ring);
    assertThat(used.now().sealingKeys()).hasSize(1);
    assertThat(home).isEmptyDirectory();
    assertThatThrownBy(() ->
            configuration.ringInUse(
                environment(home).withProperty("naru.keyring", "keyring.json"), ring))
        .hasMessageContaining("absolute path");
  }

  @Test
  void the_ring_may_be_a_file_that_the_environment_names() {
    Path file = home.resolve("elsewhere/ring");
    configuration.ringInUse(environment(home).withProperty("naru.keyring", file.toString()), ring);
    assertThat(file).exists();
  }

  @Test
  void keys_are_rotated_while_a_hub_runs_and_every_value_opens_at_every_moment() {
    RingInUse running = starts(home);
    Vault ofHub = new TinkVault(running);
    for (long id = 1; id <= 450; id++) { // more than two batches
      seal(ofHub, id);
    }
    RingInUse ofCommand = starts(home);
    Vault vault = new TinkVault(ofCommand);
    KeyRotation rotation =
        new FileKeyRotation(
            new KeyRingFile(home.resolve("keys/keyring.json")), ofCommand, vault, ring, values);

    rotation.rotate();
    assertThat(rotation.keys())
        .extracting(KeyRotation.Key::values, KeyRotation.Key::seals)
        .containsExactly(tuple(450L, false), tuple(0L, true));
    assertThat(rotation.sealAgain()).isEqualTo(450);
    assertThat(rotation.keys()).extracting(KeyRotation.Key::values).containsExactly(0L, 450L);
    assertThat(rotation.sealAgain()).isZero();

    // The hub that runs has the older ring, and reads the file when it meets a key it doesn't know.
    for (long id = 1; id <= 450; id++) {
      assertThat(ofHub.open(sealed(id), context(id))).containsExactly((byte) id);
    }
    assertThat(KeyRing.keyOf(ofHub.seal(new byte[] {1}, "x")))
        .isEqualTo(ofCommand.now().sealingKey());
  }

  @Test
  void a_prepared_key_seals_only_once_it_is_rotated_to() {
    RingInUse used = starts(home);
    KeyRotation rotation =
        new FileKeyRotation(
            new KeyRingFile(home.resolve("keys/keyring.json")),
            used,
            new TinkVault(used),
            ring,
            values);
    int before = used.now().sealingKey();
    rotation.prepare();
    assertThat(used.now().sealingKeys()).hasSize(2);
    assertThat(used.now().sealingKey()).isEqualTo(before);
    assertThatThrownBy(rotation::prepare).isInstanceOf(RefusedStartException.class);
    rotation.rotate();
    assertThat(used.now().sealingKeys()).hasSize(2);
    assertThat(used.now().sealingKey()).isNotEqualTo(before);
  }

  private RingInUse starts(Path folder) {
    return configuration.ringInUse(environment(folder), ring);
  }

  private static MockEnvironment environment(Path folder) {
    return new MockEnvironment().withProperty("naru.home", folder.toString());
  }

  private void seal(KeyRing keys, long id) {
    seal(new TinkVault(keys), id);
  }

  private void seal(Vault vault, long id) {
    db.sql(
            """
            insert into channel (merchant_id, id, channel_key, provider, mid, mode, is_default,
                                 for_billing, settings_sealed, created_at)
            values (1, :id, :key, 'x', :key, 'SANDBOX', false, false, :sealed, now())
            """)
        .param("id", id)
        .param("key", "k" + id)
        .param("sealed", vault.seal(new byte[] {(byte) id}, context(id)))
        .update();
  }

  private byte[] sealed(long id) {
    return db.sql("select settings_sealed from channel where id = :id")
        .param("id", id)
        .query((row, number) -> row.getBytes(1))
        .single();
  }

  private static String context(long id) {
    return "channel.settings/1/" + id;
  }
}
