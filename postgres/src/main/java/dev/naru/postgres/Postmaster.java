package dev.naru.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who runs on a data folder. The lock file alone is not believed: after a crash or a reboot its
 * number may belong to any other program.
 */
final class Postmaster {

  private static final int ORPHAN_LOOKS = 1500;
  private static final long ORPHAN_LOOK_MS = 20;

  private Postmaster() {}

  /**
   * The port of the server that runs on the folder.
   *
   * @param programs the bundled programs; a server of other ones is not taken over
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

  /** Whether the process of the lock file is a server on this folder. */
  static boolean runs(Path data) throws IOException {
    return lock(data)
        .filter(lines -> !lines.isEmpty())
        .map(lines -> lines.getFirst().strip())
        .filter(pid -> pid.matches("[0-9]+") && worksIn(data, pid))
        .isPresent();
  }

  /**
   * Removes the lock file of a server that is gone, after the last process of it is: as long as one
   * of them lives it holds the shared memory, and a new server would be refused.
   */
  static void clearStale(Path data) throws IOException, PostgresStartException {
    for (ProcessHandle orphan : orphans(data)) {
      awaitEnd(data, orphan);
    }
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  /** Looks at the folder it works in: a process that nobody has reaped yet has none. */
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

  /** Every process of a server works in its data folder. */
  private static List<ProcessHandle> orphans(Path data) {
    return ProcessHandle.allProcesses()
        .filter(process -> worksIn(data, Long.toString(process.pid())))
        .filter(
            process ->
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
      return Optional.empty(); // gone, or somebody else's
    }
  }

  private static Optional<List<String>> lock(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    return Files.exists(file) ? Optional.of(Files.readAllLines(file)) : Optional.empty();
  }
}
