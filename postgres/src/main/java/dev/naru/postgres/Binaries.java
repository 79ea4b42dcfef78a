package dev.naru.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of the bundled PostgreSQL. They are unpacked once, into {@code
 * {home}/postgres/{version}}.
 */
record Binaries(Path folder, String version) {

  private static final String OWN_DATABASE =
      " set NARU_DATABASE_URL (NARU_SANDBOX_DATABASE_URL for a sandbox that runs alone) to a"
          + " PostgreSQL 15 or newer of your own.";

  /**
   * Unpacks the programs unless they are there.
   *
   * @param postgres the folder {@code {home}/postgres}
   * @throws PostgresStartException when this platform has no bundled PostgreSQL, or the programs
   *     cannot be written
   */
  static Binaries unpack(Path postgres) throws PostgresStartException {
    String archive = archive(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    String version = bundledVersion();
    Path folder = postgres.resolve(version);
    if (!Files.isDirectory(folder)) {
      Path unpacking = postgres.resolve(version + ".unpacking");
      try {
        Folders.delete(unpacking);
        unpackInto(unpacking, archive);
        // The folder is renamed as a whole, so that a killed start leaves no half of the programs
        // behind.
        Files.move(unpacking, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw PostgresStartException.of(
            postgres,
            "PostgreSQL cannot be unpacked into %s: %s.".formatted(postgres, e.getMessage()),
            String.valueOf(e.getMessage()));
      }
    }
    return new Binaries(folder, version);
  }

  /** The path of a program, for example {@code initdb}. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /**
   * The major version, for example {@code 18}. A server can't open the data of another major
   * version.
   */
  String major() {
    return version.substring(0, version.indexOf('.'));
  }

  /**
   * The archive of the programs that run on this platform. A build contains only the archive for
   * the machine that it was made on.
   *
   * @param os the property {@code os.name}
   * @param architecture the property {@code os.arch}
   * @throws PostgresStartException when there is none; the message says how to bring another
   *     database
   */
  static String archive(String os, String architecture) throws PostgresStartException {
    String archive =
        switch (architecture) {
          case "amd64", "x86_64" -> system(os) + "-x86_64";
          case "aarch64", "arm64" -> system(os) + "-arm_64";
          default -> "";
        };
    String resource = "/postgres-" + archive + ".txz";
    if (archive.isEmpty() || archive.startsWith("-")) {
      throw new PostgresStartException(
          "The bundled PostgreSQL runs on Linux and macOS, x86-64 and arm64, and this is %s on %s:"
                  .formatted(os, architecture)
              + OWN_DATABASE);
    }
    return resource;
  }

  private static String system(String os) {
    String name = os.toLowerCase(Locale.ROOT);
    return name.equals("linux") ? "linux" : name.startsWith("mac") ? "darwin" : "";
  }

  private static String bundledVersion() {
    Properties properties = new Properties();
    try (InputStream in = Binaries.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return properties.getProperty("postgres", "");
  }

  private static void unpackInto(Path target, String resource)
      throws IOException, PostgresStartException {
    InputStream archive = Binaries.class.getResourceAsStream(resource);
    if (archive == null) {
      throw new PostgresStartException(
          "This build of naru brings the PostgreSQL of another kind of machine (%s is missing):"
                  .formatted(resource.substring(1))
              + " build it on this machine, or"
              + OWN_DATABASE);
    }
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        write(tar, entry, path);
        entry = tar.getNextEntry();
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    // A service user must be able to run them when naru itself is root.
    boolean program = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
