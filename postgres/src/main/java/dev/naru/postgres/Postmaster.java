package dev.naru.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out which server runs on a data folder. PostgreSQL's lock file alone is not believed: after
 * a crash or a reboot its process number may belong to any other program. On Linux the process's
 * working folder must be the data folder. On a system without {@code /proc}, such as macOS, the
 * process must run the programs that were unpacked beside the data folder.
 */
final class Postmaster {

  private static final int ORPHAN_LOOKS = 1500;
  private static final long ORPHAN_LOOK_MS = 20;

  private final Path data;
  private final Path proc;

  /**
   * Looks for the server of one data folder.
   *
   * @param data the folder {@code {home}/postgres/data}
   */
  Postmaster(Path data) {
    this(data, Path.of("/proc"));
  }

  /**
   * Looks for the server of one data folder, with another place in which the system describes
   * processes.
   *
   * @param proc a folder that need not exist
   */
  Postmaster(Path data, Path proc) {
    this.data = data;
    this.proc = proc;
  }

  /**
   * The port of the server that runs on the folder with these programs; empty when none does.
   *
   * @param programs the folder of the bundled programs
   */
  Optional<Integer> port(Path programs) throws IOException {
    Optional<List<String>> lock = lock();
    if (lock.isEmpty() || lock.get().size() < 4) {
      return Optional.empty();
    }
    String pid = lock.get().getFirst().strip();
    String port = lock.get().get(3).strip();
    if (!pid.matches("[0-9]+") || !port.matches("[0-9]+") || !worksHere(pid)) {
      return Optional.empty();
    }
    return program(pid).filter(exe -> exe.startsWith(programs)).map(_ -> Integer.valueOf(port));
  }

  /**
   * Whether the process in the lock file is a server on this folder, whatever programs it runs
   * from.
   */
  boolean runs() throws IOException {
    return lock()
        .filter(lines -> !lines.isEmpty())
        .map(lines -> lines.getFirst().strip())
        .filter(pid -> pid.matches("[0-9]+") && worksHere(pid))
        .isPresent();
  }

  /**
   * Ends the processes that an earlier server has left, and removes its lock file. As long as one
   * of them lives, it holds the shared memory, and a new server doesn't start.
   *
   * @throws PostgresStartException when a process doesn't end within thirty seconds
   */
  void clearStale() throws IOException, PostgresStartException {
    for (ProcessHandle orphan : orphans()) {
      awaitEnd(orphan);
    }
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  /**
   * Waits until a process has left the data folder. A process that has ended has no working folder
   * any more, even if its parent hasn't reaped it yet.
   */
  private void awaitEnd(ProcessHandle orphan) throws PostgresStartException {
    orphan.destroy();
    String pid = Long.toString(orphan.pid());
    try {
      for (int look = 0; look < ORPHAN_LOOKS; look++) {
        if (!worksHere(pid)) {
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
  private List<ProcessHandle> orphans() {
    return ProcessHandle.allProcesses()
        .filter(process ->
            program(Long.toString(process.pid()))
                .filter(program -> program.endsWith("postgres"))
                .isPresent())
        .filter(process -> worksHere(Long.toString(process.pid())))
        .toList();
  }

  private boolean worksHere(String pid) {
    try {
      Path real = data.toRealPath();
      return Files.isDirectory(proc)
          ? link(pid, "cwd").filter(real::equals).isPresent()
          : runsFromBeside(real, pid);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean runsFromBeside(Path real, String pid) throws IOException {
    Optional<Path> program = program(pid);
    try (Stream<Path> beside = Files.list(real.getParent())) {
      for (Path folder : beside.filter(Files::isDirectory).toList()) {
        Path unpacked = folder.toRealPath();
        if (program.filter(it -> it.startsWith(unpacked)).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The program that a process runs; empty when it has ended, or is another user's. */
  private Optional<Path> program(String pid) {
    return Files.isDirectory(proc)
        ? link(pid, "exe")
        : ProcessHandle.of(Long.parseLong(pid)).flatMap(it -> it.info().command()).map(Path::of);
  }

  private Optional<Path> link(String pid, String name) {
    try {
      return Optional.of(Files.readSymbolicLink(proc.resolve(pid).resolve(name)));
    } catch (IOException e) {
      return Optional.empty(); // The process has ended, or it is another user's.
    }
  }

  private Optional<List<String>> lock() throws IOException {
    Path file = data.resolve("postmaster.pid");
    return Files.exists(file) ? Optional.of(Files.readAllLines(file)) : Optional.empty();
  }
}
