package dev.naru.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that {@code naru-hub backup} writes, with what a dump of the database lacks. It is a zip
 * of three small files, and as secret as the key ring in it.
 *
 * @param manifest which hub it is a backup of
 * @param ring the key ring, as JSON
 * @param configuration lines of {@code NAME=value}
 */
record Backup(Manifest manifest, String ring, String configuration) {

  /** The format's number, which a later version raises when it adds something. */
  static final int FORMAT = 1;

  private static final String MANIFEST = "manifest.json";
  private static final String RING = "keyring.json";
  private static final String CONFIGURATION = "naru-hub.conf";
  private static final int LARGEST = 1 << 20;
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * @param naru the version of naru that made the backup
   * @param tables the newest migration of the database
   * @param madeAt when it was made, an ISO-8601 instant
   */
  record Manifest(int format, String naru, String fingerprint, int tables, String madeAt) {}

  /**
   * Writes the backup so that only its owner can read it.
   *
   * @throws RefusedCommand when the file exists already or can't be written
   */
  void write(Path file) {
    try {
      OwnersFile.create(file);
      try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.SYNC);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        add(zip, MANIFEST, JSON.writeValueAsString(manifest));
        add(zip, RING, ring);
        add(zip, CONFIGURATION, configuration);
      }
    } catch (FileAlreadyExistsException e) {
      throw RefusedCommand.notDone("backup.exists", file);
    } catch (IOException e) {
      throw RefusedCommand.notDone("backup.unwritable", file, Refusals.ofFile(e));
    }
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /**
   * Reads a backup.
   *
   * @throws RefusedCommand when there is no such file, or it isn't a backup
   */
  static Backup read(Path file) {
    Map<String, String> texts = new HashMap<>();
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] bytes = zip.readNBytes(LARGEST);
        texts.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (ZipException e) {
      throw RefusedCommand.notDone("restore.no-backup", file);
    } catch (IOException e) {
      throw RefusedCommand.notDone("restore.unreadable", file, Refusals.ofFile(e));
    }
    return Optional.ofNullable(texts.get(MANIFEST))
        .flatMap(Backup::manifest)
        .filter(manifest -> texts.containsKey(RING) && texts.containsKey(CONFIGURATION))
        .map(manifest ->
            new Backup(
                manifest,
                String.valueOf(texts.get(RING)),
                String.valueOf(texts.get(CONFIGURATION))))
        .orElseThrow(() -> RefusedCommand.notDone("restore.no-backup", file));
  }

  private static Optional<Manifest> manifest(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.path("format").asInt(0) == FORMAT
          ? Optional.of(JSON.treeToValue(node, Manifest.class))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Leaves out the ring and the configuration, which has the database's password. */
  @Override
  public String toString() {
    return "Backup[" + manifest + "]";
  }
}
