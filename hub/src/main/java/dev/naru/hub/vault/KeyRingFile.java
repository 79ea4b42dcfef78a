package dev.naru.hub.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Loads the key ring from {@code keys/keyring.json} in the data folder, which the first start
 * makes, or from {@code NARU_KEYRING}, which holds the same JSON in base64. Without the key ring,
 * nothing that was sealed can be opened again.
 */
final class KeyRingFile {

  private KeyRingFile() {}

  /**
   * Reads the ring, or makes one when the file doesn't exist.
   *
   * @throws IllegalStateException when it can't be read or made; the message is one sentence for
   *     the operator
   */
  static KeyRing loadOrCreate(Path file) {
    try {
      if (Files.notExists(file)) {
        createOnce(file, KeyRing.create().toJson());
      }
      return KeyRing.fromJson(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalStateException("The key ring " + file + " can't be read or made: " + e, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The key ring "
              + file
              + " is damaged ("
              + e.getMessage()
              + "): put its backup back; what was sealed with it opens with no other.",
          e);
    }
  }

  /**
   * Reads {@code NARU_KEYRING}.
   *
   * @throws IllegalStateException when it isn't a key ring; the message is one sentence for the
   *     operator
   */
  static KeyRing fromBase64(String base64) {
    try {
      byte[] json = Base64.getDecoder().decode(base64.strip());
      return KeyRing.fromJson(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // The cause is left out, because its text may quote the key ring.
      throw new IllegalStateException(
          "NARU_KEYRING is not a key ring: it must be base64 of the JSON of keys/keyring.json.");
    }
  }

  /**
   * Writes the file completely or not at all, and never over an existing one: of two concurrent
   * starts, the later reads what the earlier wrote.
   */
  private static void createOnce(Path file, String json) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Files.createDirectories(folder, ownerOnly("rwx------"));
    Path draft = folder.resolve(file.getFileName() + "." + UUID.randomUUID());
    try {
      try (FileChannel out =
          FileChannel.open(
              draft,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownerOnly("rw-------"))) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(json);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.createLink(file, draft);
      try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
        entry.force(true);
      }
    } catch (FileAlreadyExistsException e) {
      // Another start wrote the file first.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> ownerOnly(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
