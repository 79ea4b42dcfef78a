package dev.naru.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which server runs on a data folder. PostgreSQL's lock file alone is not believed: after
 * a crash or a reboot its process number may belong to any other program.
 */
final class Postmaster {

  private static final int ORPHAN_LOOKS = 1500;
  private static final long ORPHAN_LOOK_MS = 20;

  private Postmaster() {}

  /**
   * The port of the server that runs on the folder with these programs; empty when none does.
   *
   * @param programs the folder of the bundled programs
   */
  static Optional<Integer> port(Path data, Path programs) throws IOException {
    Optional<List<String>> lock = lock(data);
    if (lock.isEmpty() || lock.get().size() < 4) {
      return Optional.empty();
    }
    String pid = lock.get().getFirst().strip();
    String port = lock.get().get(3).strip();
    if (!pid.matches("[0-9]+") || !port.matches("[0-9]+") || !worksIn(data, pid)) {
      return Optional.empty();
    }
    return link(pid, "exe").filter(exe -> exe.startsWith(programs)).map(_ -> Integer.valueOf(port));
  }

  /**
   * Whether the process in the lock file is a server on this folder, whatever programs it runs
   * from.
   */
  static boolean runs(Path data) throws IOException {
    return lock(data)
        .filter(lines -> !lines.isEmpty())
        .map(lines -> lines.getFirst().strip())
        .filter(pid -> pid.matches("[0-9]+") && worksIn(data, pid))
        .isPresent();
  }

  /**
   * Ends the processes that an earlier server has left, and removes its lock file. As long as one
   * of them lives, it holds the shared memory, and a new server doesn't start.
   *
   * @throws PostgresStartException when a process doesn't end within thirty seconds
   */
  static void clearStale(Path data) throws IOException, PostgresStartException {
    for (ProcessHandle orphan : orphans(data)) {
      awaitEnd(data, orphan);
    }
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  /**
   * Waits until a process has left the data folder. A process that has ended has no working folder
   * any more, even if its parent hasn't reaped it yet.
   */
  private static void awaitEnd(Path data, ProcessHandle orphan) throws PostgresStartException {
    orphan.destroy();
    String pid = Long.toString(orphan.pid());
    try {
      for (int look = 0; look < ORPHAN_LOOKS; look++) {
        if (!worksIn(data, pid)) {
          return;
        }
        Thread.sleep(ORPHAN_LOOK_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresStartException("The start was interrupted.", e);
    }
    throw new PostgresStartException(
        "A process of an earlier PostgreSQL does not end: stop process %s and start again."
            .formatted(pid));
  }

  /** The servers' processes that work in the data folder, as all processes of a server do. */
  private static List<ProcessHandle> orphans(Path data) {
    return ProcessHandle.allProcesses()
        .filter(process -> worksIn(data, Long.toString(process.pid())))
        .filter(process ->
            link(Long.toString(process.pid()), "exe")
                .filter(exe -> exe.endsWith("postgres"))
                .isPresent())
        .toList();
  }

  private static boolean worksIn(Path data, String pid) {
    try {
      return link(pid, "cwd").filter(data.toRealPath()::equals).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Path> link(String pid, String name) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc", pid, name)));
    } catch (IOException e) {
      return Optional.empty(); // The process has ended, or it is another user's.
    }
  }

  private static Optional<List<String>> lock(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    return Files.exists(file) ? Optional.of(Files.readAllLines(file)) : Optional.empty();
  }
}
