package dev.naru.admin;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file in which a merchant, or an agency with its sub-merchants, moves from one cell's database
 * to another's. It is a zip of a manifest and, for each table and merchant, a text that
 * PostgreSQL's COPY wrote. Secrets in it are sealed; everything else is readable, as in a dump of
 * the database.
 */
final class MerchantFile {

  /** The format's number; a file of another format is refused. */
  static final int FORMAT = 2;

  private static final String MANIFEST = "manifest.json";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path path;

  MerchantFile(Path path) {
    this.path = path;
  }

  /**
   * Where the rows come from.
   *
   * @param naru the version of naru that made the file
   * @param fingerprint the fingerprint of the key ring that sealed the secrets
   * @param tables the newest migration of the database
   */
  record Origin(String naru, String fingerprint, int tables) {}

  /**
   * The content of the file.
   *
   * @param userCode the user code of the merchant or the agency
   * @param merchants the merchants' ids, the one of {@code userCode} first
   * @param sums what each table holds, in the order in which the tables are entered
   */
  record Manifest(
      int format,
      Origin origin,
      String userCode,
      List<Long> merchants,
      List<MerchantRows.Sum> sums) {

    long rows() {
      return sums.stream().mapToLong(MerchantRows.Sum::rows).sum();
    }
  }

  /**
   * Makes the empty file, which only its owner can read.
   *
   * @throws IOException also when the file exists already
   */
  void create() throws IOException {
    OwnersFile.create(path);
  }

  /** Writes all rows; when the method returns, they are on the disk. */
  void write(Manifest manifest, MerchantRows rows) throws IOException, SQLException {
    try (OutputStream out =
            Files.newOutputStream(
                path,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.DSYNC);
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 20))) {
      for (String table : rows.tables()) {
        for (long merchant : rows.merchants()) {
          zip.putNextEntry(new ZipEntry(entry(table, merchant)));
          rows.copyOut(table, merchant, new Unclosed(zip));
          zip.closeEntry();
        }
      }
      zip.putNextEntry(new ZipEntry(MANIFEST));
      zip.write(JSON.writeValueAsBytes(manifest));
      zip.closeEntry();
    }
  }

  /**
   * Reads the manifest.
   *
   * @throws RefusedCommand when there is no such file, or it isn't a merchant's
   */
  Manifest manifest() {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry entry = zip.getEntry(MANIFEST);
      if (entry != null) {
        Manifest manifest = JSON.readValue(zip.getInputStream(entry), Manifest.class);
        if (manifest.format() == FORMAT) {
          return manifest;
        }
      }
    } catch (NoSuchFileException e) {
      throw RefusedCommand.notDone("merchant.file-missing", path);
    } catch (ZipException | JacksonException e) {
      throw RefusedCommand.notDone("merchant.file-damaged", path);
    } catch (IOException e) {
      throw RefusedCommand.notDone("merchant.file-unreadable", path, e.getClass().getSimpleName());
    }
    throw RefusedCommand.notDone("merchant.file-damaged", path);
  }

  /** Enters all rows into the database. */
  void read(Manifest manifest, MerchantRows rows) throws IOException, SQLException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      for (MerchantRows.Sum sum : manifest.sums()) {
        for (long merchant : manifest.merchants()) {
          ZipEntry entry = zip.getEntry(entry(sum.table(), merchant));
          if (entry == null) {
            throw new ZipException(sum.table());
          }
          try (InputStream in = zip.getInputStream(entry)) {
            rows.copyIn(sum.table(), merchant, in);
          }
        }
      }
    }
  }

  private static String entry(String table, long merchant) {
    return table + "/" + merchant;
  }

  /** Keeps the writer of one entry from closing the zip. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
