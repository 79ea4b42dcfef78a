package dev.naru.hub.vault;

import dev.naru.hub.start.RefusedStartException;
import dev.naru.hub.vault.SealedValues.Sealed;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the key ring with the one that the database's values were sealed with. Every refusal is
 * one sentence for the operator.
 */
final class DatabaseRing {

  private final JdbcClient db;
  private final SealedValues values;
  private final InstantSource time;

  DatabaseRing(JdbcClient db, SealedValues values, InstantSource time) {
    this.db = db;
    this.values = values;
    this.time = time;
  }

  /** The key ring that the database belongs to. */
  record Known(String fingerprint, int sealingKey) {}

  Optional<Known> known() {
    return db.sql("select fingerprint, sealing_key from key_ring")
        .query((row, number) -> new Known(row.getString("fingerprint"), row.getInt("sealing_key")))
        .optional();
  }

  /**
   * Makes a new ring when the ring's file is missing and the database belongs to no ring yet.
   *
   * @param create makes the ring and writes the file
   * @throws RefusedStartException when the database belongs to a ring already
   */
  KeyRing firstOf(KeyRingFile file, Supplier<KeyRing> create) {
    Optional<Known> known = known();
    if (known.isPresent() || values.any().isPresent()) {
      throw new RefusedStartException(
          "The key ring %s is missing, and this database belongs to the one with the fingerprint %s: put its file there, or name it in NARU_KEYRING; without it nothing that is sealed can be opened."
              .formatted(file, known.map(Known::fingerprint).orElse("that sealed its values")));
    }
    return check(create.get(), file.toString());
  }

  /**
   * Refuses a ring that isn't the database's. A database without a ring takes the first one that
   * opens its sealed values.
   *
   * @param where where the ring comes from, for the sentence
   * @return the ring
   * @throws RefusedStartException when the database has another ring, or this is an older copy of
   *     its ring
   */
  KeyRing check(KeyRing ring, String where) {
    Known known =
        known()
            .orElseGet(() -> {
              refuseForeign(ring, where);
              note(ring);
              // Of two first starts at the same time, one has written the row, and both read it.
              return known().orElseThrow();
            });
    if (!known.fingerprint().equals(ring.fingerprint())) {
      throw new RefusedStartException(
          "The key ring %s is not this database's: its fingerprint is %s, and the database belongs to %s; put the right one there, or name it in NARU_KEYRING."
              .formatted(where, ring.fingerprint(), known.fingerprint()));
    }
    if (!ring.sealingKeys().contains(known.sealingKey())) {
      throw new RefusedStartException(
          "The key ring %s is an older copy: it lacks the key that seals since the last rotation; copy the ring of the machine where \"naru-hub keys rotate\" ran."
              .formatted(where));
    }
    return ring;
  }

  private void refuseForeign(KeyRing ring, String where) {
    Optional<Sealed> any = values.any();
    if (any.isEmpty()) {
      return;
    }
    try {
      byte[] bound = any.get().context().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      ring.aead().decrypt(any.get().bytes(), bound);
    } catch (GeneralSecurityException e) {
      throw new RefusedStartException(
          "The key ring %s is not this database's: it doesn't open what is sealed there; put the right one there, or name it in NARU_KEYRING."
              .formatted(where),
          e);
    }
  }

  private void note(KeyRing ring) {
    db.sql(
            """
            insert into key_ring (one, fingerprint, sealing_key, since)
            values (1, :fingerprint, :key, :now) on conflict do nothing
            """)
        .param("fingerprint", ring.fingerprint())
        .param("key", ring.sealingKey())
        .param("now", time.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Stores which key of the database's ring seals from now on. */
  void sealsWith(KeyRing ring) {
    db.sql("update key_ring set sealing_key = :key, since = :now where fingerprint = :fingerprint")
        .param("key", ring.sealingKey())
        .param("now", time.instant().atOffset(ZoneOffset.UTC))
        .param("fingerprint", ring.fingerprint())
        .update();
  }
}
