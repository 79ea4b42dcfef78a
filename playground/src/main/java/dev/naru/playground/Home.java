package dev.naru.playground;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** NARU_HOME, held for this process alone. The system lets go of it however the process ends. */
final class Home implements AutoCloseable {

  /** PostgreSQL's programs, a new cluster and its write-ahead log. */
  private static final long FIRST_START_BYTES = 256L * 1024 * 1024;

  private static final long RESTART_BYTES = 48L * 1024 * 1024;

  private final Path folder;
  private final FileChannel lock;

  private Home(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * @throws Trouble another naru holds it, or it cannot be written
   */
  static Home open(Path folder) throws Trouble {
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

  private static FileChannel lock(Path folder) throws IOException, Trouble {
    FileChannel file =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean ours = false;
    try {
      ours = file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Held by this very process: refused like any other.
    }
    if (ours) {
      return file;
    }
    file.close();
    throw new Trouble(
        "naru is already running on %s: stop it first, or set NARU_HOME to another folder."
            .formatted(folder));
  }

  private void refuseFullDisk() throws IOException, Trouble {
    boolean first = !Files.exists(folder.resolve("postgres"));
    long needed = first ? FIRST_START_BYTES : RESTART_BYTES;
    if (Files.getFileStore(folder).getUsableSpace() < needed) {
      close();
      throw Explanation.fullDisk(folder, null);
    }
  }

  private static Trouble unwritable(Path folder, IOException e) {
    return new Trouble(
        "naru cannot write in %s: make it a folder of yours, or set NARU_HOME to another one."
            .formatted(folder),
        e);
  }
}
