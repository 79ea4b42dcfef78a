package dev.naru.hub.vault;

import dev.naru.hub.start.RefusedStartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * The key ring's file, {@code keys/keyring.json} in the data folder unless {@code NARU_KEYRING}
 * names another. Without it, nothing that was sealed can be opened again. Every refusal is one
 * sentence for the operator.
 */
record KeyRingFile(Path path) {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  /** Whether there is a file, or anything else, at the path. */
  boolean exists() {
    return Files.exists(path);
  }

  /**
   * Reads the ring.
   *
   * @throws RefusedStartException when it can't be read, is damaged, or may be read by others than
   *     its owner
   */
  KeyRing read() {
    try {
      refuseReadableByOthers();
      return KeyRing.fromJson(Files.readString(path));
    } catch (IOException e) {
      throw new RefusedStartException(
          "The key ring %s can't be read (%s): give it to the user that runs naru."
              .formatted(path, e.getClass().getSimpleName()),
          e);
    } catch (GeneralSecurityException e) {
      throw new RefusedStartException(
          "The key ring %s is damaged (%s): put its backup back; what was sealed with it opens with no other."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private void refuseReadableByOthers() throws IOException {
    Set<PosixFilePermission> permissions;
    try {
      permissions = Files.getPosixFilePermissions(path);
    } catch (UnsupportedOperationException e) {
      return; // a file system without such permissions
    }
    if (!OWNER.containsAll(permissions)) {
      throw new RefusedStartException(
          "The key ring %s can be read or changed by others (%s): run chmod 600 on it, and \"naru-hub keys rotate\" if somebody may have read it."
              .formatted(path, PosixFilePermissions.toString(permissions)));
    }
  }

  /**
   * Writes a new ring completely or not at all, and never over an existing file: of two starts at
   * the same time, the later one reads what the earlier one wrote.
   *
   * @throws RefusedStartException when the file can't be written
   */
  KeyRing create(KeyRing ring) {
    try {
      createOnce(ring.toJson());
    } catch (IOException e) {
      throw unwritable(e);
    }
    return read();
  }

  /**
   * Replaces the file with another version of the ring, completely or not at all.
   *
   * @throws RefusedStartException when the file can't be written
   */
  void replace(KeyRing ring) {
    try {
      Path draft = draft(ring.toJson());
      try {
        Files.move(
            draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private RefusedStartException unwritable(IOException e) {
    return new RefusedStartException(
        "The key ring %s can't be written (%s): let the user that runs naru write there."
            .formatted(path, e.getClass().getSimpleName()),
        e);
  }

  /**
   * Reads the value of {@code NARU_KEYRING} if it is the ring itself.
   *
   * @throws RefusedStartException when the value isn't a key ring
   */
  static KeyRing fromBase64(String base64) {
    try {
      byte[] json = Base64.getDecoder().decode(base64.strip());
      return KeyRing.fromJson(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // The cause is left out, because its text may quote the key ring.
      throw new RefusedStartException(
          "NARU_KEYRING is not a key ring: it must be the absolute path of the file, or base64 of its JSON.");
    }
  }

  private void createOnce(String json) throws IOException {
    Files.createDirectories(folder(), PosixFilePermissions.asFileAttribute(OWNER));
    Path draft = draft(json);
    try {
      Files.createLink(path, draft);
      forceFolder();
    } catch (FileAlreadyExistsException e) {
      // Another start wrote the file first.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Writes the text to a new file beside the ring's, and to the disk. */
  private Path draft(String json) throws IOException {
    Path draft = folder().resolve(path.getFileName() + "." + UUID.randomUUID());
    try (FileChannel out =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(json);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    return draft;
  }

  private void forceFolder() throws IOException {
    try (FileChannel entry = FileChannel.open(folder(), StandardOpenOption.READ)) {
      entry.force(true);
    }
  }

  private Path folder() {
    return Objects.requireNonNull(path.toAbsolutePath().getParent());
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
