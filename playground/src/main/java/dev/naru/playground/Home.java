package dev.naru.playground;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The data folder {@code NARU_HOME}, locked for this process. The system releases the lock however
 * the process ends.
 */
final class Home implements AutoCloseable {

  /**
   * The space that a first start needs: PostgreSQL's programs, a new cluster and its write-ahead
   * log.
   */
  private static final long FIRST_START_BYTES = 256L * 1024 * 1024;

  private static final long RESTART_BYTES = 48L * 1024 * 1024;

  private final Path folder;
  private final FileChannel lock;

  private Home(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Locks the folder and creates it when it is missing.
   *
   * @throws StartException when another naru uses the folder, or the folder can't be written
   */
  static Home open(Path folder) throws StartException {
    try {
      Files.createDirectories(folder.resolve("log"));
      Home home = new Home(folder, lock(folder));
      home.refuseFullDisk();
      return home;
    } catch (IOException e) {
      throw Explanation.isFullDisk(e) ? Explanation.fullDisk(folder, e) : unwritable(folder, e);
    }
  }

  Path log() {
    return folder.resolve("log").resolve("naru.log");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static FileChannel lock(Path folder) throws IOException, StartException {
    FileChannel file =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean ours = false;
    try {
      ours = file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // This process holds the lock already; the folder is then refused in the same way.
    }
    if (ours) {
      return file;
    }
    file.close();
    throw new StartException(
        "naru is already running on %s: stop it first, or set NARU_HOME to another folder."
            .formatted(folder));
  }

  private void refuseFullDisk() throws IOException, StartException {
    boolean first = !Files.exists(folder.resolve("postgres"));
    long needed = first ? FIRST_START_BYTES : RESTART_BYTES;
    if (Files.getFileStore(folder).getUsableSpace() < needed) {
      close();
      throw Explanation.fullDisk(folder, null);
    }
  }

  private static StartException unwritable(Path folder, IOException e) {
    return new StartException(
        "naru cannot write in %s: make it a folder of yours, or set NARU_HOME to another one."
            .formatted(folder),
        e);
  }
}
