package dev.naru.hub.failover;

import dev.naru.hub.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A machine's place in a cluster: Patroni and the PostgreSQL that it runs. */
final class PatroniNode {

  private static final int KILLS = 100;

  private final String name;
  private final int port;
  private final int restPort;
  private final int etcdPort;
  private final Path log;
  private final Path data;
  private @Nullable Process patroni;

  /**
   * @param etcdPort etcd's own port for this node, so that the node can be cut off from it
   * @param data where PostgreSQL's files will be
   */
  PatroniNode(String name, int port, int restPort, int etcdPort, Path log, Path data) {
    this.name = name;
    this.port = port;
    this.restPort = restPort;
    this.etcdPort = etcdPort;
    this.log = log;
    this.data = data;
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  int restPort() {
    return restPort;
  }

  int etcdPort() {
    return etcdPort;
  }

  Path data() {
    return data;
  }

  /** Starts Patroni, which starts PostgreSQL. */
  void start(Path configuration) {
    patroni = Programs.start(log, "patroni", configuration.toString());
  }

  /** {@code kill -9} of Patroni and of every process of PostgreSQL, as when the machine dies. */
  void kill() {
    List<ProcessHandle> left = processes();
    for (int round = 0; !left.isEmpty() && round < KILLS; round++) {
      left.forEach(ProcessHandle::destroyForcibly);
      Trial.rest(Duration.ofMillis(100));
      left = processes();
    }
  }

  /** {@code kill -9} of PostgreSQL alone, which Patroni notices. */
  void killPostgres() {
    postmaster().ifPresent(ProcessHandle::destroyForcibly);
  }

  /** {@code kill -STOP} of all of them, as when the machine hangs. */
  void freeze() {
    signal("-STOP");
  }

  void wake() {
    signal("-CONT");
  }

  private void signal(String signal) {
    List<String> words = new ArrayList<>(List.of("kill", signal));
    processes().forEach(process -> words.add(Long.toString(process.pid())));
    try {
      new ProcessBuilder(words).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Every process of PostgreSQL is in the folder of its files, also one whose parent has died
   * before it.
   */
  private List<ProcessHandle> processes() {
    Stream<ProcessHandle> own = patroni == null ? Stream.of() : Stream.of(patroni.toHandle());
    return Stream.concat(
            own.flatMap(process -> Stream.concat(Stream.of(process), process.descendants())),
            ProcessHandle.allProcesses().filter(this::isInData))
        .filter(ProcessHandle::isAlive)
        .distinct()
        .toList();
  }

  private boolean isInData(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
          .equals(data);
    } catch (IOException gone) {
      return false;
    }
  }

  private Optional<ProcessHandle> postmaster() {
    try {
      Path lock = data.resolve("postmaster.pid");
      return Files.exists(lock)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(lock).getFirst().strip()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
