package dev.naru.hub.vault;

import dev.naru.hub.start.RefusedStartException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rotates the keys of a ring that is a file. */
final class FileKeyRotation implements KeyRotation {

  private final @Nullable KeyRingFile file;
  private final RingInUse ring;
  private final Vault vault;
  private final DatabaseRing database;
  private final SealedValues values;

  /**
   * @param file null if the ring is in the environment, which this program can't change
   */
  FileKeyRotation(
      @Nullable KeyRingFile file,
      RingInUse ring,
      Vault vault,
      DatabaseRing database,
      SealedValues values) {
    this.file = file;
    this.ring = ring;
    this.vault = vault;
    this.database = database;
    this.values = values;
  }

  @Override
  public String fingerprint() {
    return ring.now().fingerprint();
  }

  @Override
  public String copy() {
    return ring.readAgain().toJson();
  }

  @Override
  public List<Key> keys() {
    KeyRing now = ring.readAgain();
    Map<Integer, Long> counts = values.countByKey();
    return now.sealingKeys().stream()
        .map(id ->
            new Key(
                Integer.toUnsignedString(id), id == now.sealingKey(), counts.getOrDefault(id, 0L)))
        .toList();
  }

  @Override
  public void prepare() {
    KeyRing now = ring.readAgain();
    if (now.hasPreparedKey()) {
      throw new RefusedStartException(
          "The key ring has a prepared key already: copy the file to all machines, then run \"naru-hub keys rotate\".");
    }
    written().replace(now.withPreparedKey());
    ring.readAgain();
  }

  @Override
  public void rotate() {
    KeyRing now = ring.readAgain();
    KeyRing next = now.hasPreparedKey() ? now.withNewestKeySealing() : now.withNewSealingKey();
    // The file is written first: an unused key in the file does no harm, but a key that is in no
    // file does.
    written().replace(next);
    database.sealsWith(next);
    ring.readAgain();
  }

  private KeyRingFile written() {
    if (file == null) {
      throw new RefusedStartException(
          "The key ring is in NARU_KEYRING itself, where naru can't write: put it into a file, and name that by its absolute path.");
    }
    return file;
  }

  @Override
  public long sealAgain() {
    return values.sealAgain(vault, ring.readAgain().sealingKey());
  }
}
