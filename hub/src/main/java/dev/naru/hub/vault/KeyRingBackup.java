package dev.naru.hub.vault;

import dev.naru.hub.start.RefusedStartException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Reads and restores a backup of a key ring. The backup's JSON is as secret as the ring. */
public final class KeyRingBackup {

  private KeyRingBackup() {}

  /**
   * The fingerprint of a backup's ring, by which the database knows it.
   *
   * @throws RefusedStartException when the text isn't a whole ring
   */
  public static String fingerprint(String json) {
    return ring(json).fingerprint();
  }

  /**
   * Writes the ring's file so that only its owner can read it, completely or not at all.
   *
   * @throws RefusedStartException when there is a file already, when it can't be written, or when
   *     the text isn't a whole ring
   */
  public static void restore(Path file, String json) {
    KeyRing ring = ring(json);
    KeyRingFile place = new KeyRingFile(file);
    if (place.exists()) {
      throw new RefusedStartException(
          "There is a key ring at %s already, and none is written over another: move it away first."
              .formatted(file));
    }
    if (!place.create(ring).fingerprint().equals(ring.fingerprint())) {
      throw new RefusedStartException(
          "Another program has just made a key ring at %s; nothing was restored.".formatted(file));
    }
  }

  private static KeyRing ring(String json) {
    try {
      return KeyRing.fromJson(json);
    } catch (GeneralSecurityException e) {
      // The cause is left out, because its text may quote the key ring.
      throw new RefusedStartException("The backup's key ring is damaged: take another backup.");
    }
  }
}
