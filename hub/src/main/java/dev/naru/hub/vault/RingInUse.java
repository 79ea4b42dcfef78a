package dev.naru.hub.vault;

import dev.naru.hub.start.RefusedStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ring that a running hub uses. A ring from a file is read again within a second after the file
 * was changed, so that keys can be rotated while the hub runs; a file that can't be read, or that
 * holds another ring, is ignored. Thread-safe.
 */
final class RingInUse {

  private static final Logger log = LoggerFactory.getLogger(RingInUse.class);
  private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final @Nullable KeyRingFile file;
  private volatile KeyRing ring;
  private volatile long lookedAt = System.nanoTime();
  private @Nullable Version seen;

  /**
   * Tells versions of the file apart. Two changes may have the same time, if the file system's
   * times are coarse. But each change replaces the file, so its identity differs too, on systems
   * that have one.
   */
  private record Version(FileTime changedAt, @Nullable Object file) {
    static Version of(Path path) throws IOException {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Version(attributes.lastModifiedTime(), attributes.fileKey());
    }
  }

  private RingInUse(@Nullable KeyRingFile file, KeyRing ring) {
    this.file = file;
    this.ring = ring;
  }

  /** A ring that never changes. */
  static RingInUse fixed(KeyRing ring) {
    return new RingInUse(null, ring);
  }

  /**
   * A ring that follows its file.
   *
   * @param ring the ring that was read from the file
   */
  static RingInUse of(KeyRingFile file, KeyRing ring) {
    return new RingInUse(file, ring);
  }

  /** The ring, at most about a second old. */
  KeyRing now() {
    if (file != null && System.nanoTime() - lookedAt > LOOK_EVERY_NANOS) {
      look(file);
    }
    return ring;
  }

  /** Reads the ring from its file now. */
  KeyRing readAgain() {
    if (file != null) {
      read(file);
    }
    return ring;
  }

  private synchronized void read(KeyRingFile from) {
    seen = null;
    look(from);
  }

  private synchronized void look(KeyRingFile from) {
    lookedAt = System.nanoTime();
    try {
      Version now = Version.of(from.path());
      if (now.equals(seen)) {
        return;
      }
      KeyRing read = from.read();
      seen = now;
      if (!read.fingerprint().equals(ring.fingerprint())) {
        log.error("{} is another ring now: naru goes on with the one that it started with", from);
      } else if (!read.sealingKeys().equals(ring.sealingKeys())
          || read.sealingKey() != ring.sealingKey()) {
        ring = read;
        log.info("{} has {} keys now", from, read.sealingKeys().size());
      }
    } catch (IOException | RefusedStartException e) {
      log.error("naru goes on with the key ring that it started with: {}", e.getMessage());
    }
  }
}
