package dev.naru.hub.failover;

import dev.naru.hub.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** HAProxy as a process: before hubs as {@code deploy/haproxy} has it, or before PostgreSQL. */
final class HaProxy implements AutoCloseable {

  private static final String ONE_HUB = "server hub1 127.0.0.1:8080";

  private final Process process;

  private HaProxy(Process process) {
    this.process = process;
  }

  /** Before hubs on these ports, without sticky sessions, with the settings that naru ships. */
  static HaProxy beforeHubs(Path folder, int port, List<Integer> hubs) {
    String shipped = shipped();
    String backend = shipped.substring(shipped.lastIndexOf("\nbackend hubs") + 1);
    String one =
        backend.lines().filter(line -> line.strip().startsWith(ONE_HUB)).findFirst().orElseThrow();
    String all =
        IntStream.range(0, hubs.size())
            .mapToObj(i ->
                one.replace(ONE_HUB, "server hub%d 127.0.0.1:%d".formatted(i + 1, hubs.get(i))))
            .collect(Collectors.joining("\n"));
    String defaults =
        shipped.substring(shipped.indexOf("defaults"), shipped.indexOf("frontend https"));
    return start(
        folder,
        "hubs",
        """
        %s
        frontend shops
            bind 127.0.0.1:%d
            default_backend hubs

        %s
        """
            .formatted(
                defaults
                    .lines()
                    .filter(line -> !line.contains("log"))
                    .collect(Collectors.joining("\n")),
                port,
                backend.replace(one, all)));
  }

  /** Before PostgreSQL under Patroni, to whichever node says that it leads. */
  static HaProxy beforePostgres(Path folder, int port, List<PatroniNode> nodes) {
    String servers =
        nodes.stream()
            .map(node ->
                "    server %s 127.0.0.1:%d check port %d"
                    .formatted(node.name(), node.port(), node.restPort()))
            .collect(Collectors.joining("\n"));
    return start(
        folder,
        "postgres",
        """
        defaults
            mode tcp
            timeout connect 2s
            timeout client 30m
            timeout server 30m

        listen primary
            bind 127.0.0.1:%d
            option httpchk GET /primary
            http-check expect status 200
            default-server inter 1s fall 3 rise 1 on-marked-down shutdown-sessions
        %s
        """
            .formatted(port, servers));
  }

  private static HaProxy start(Path folder, String name, String configuration) {
    try {
      Path file = Files.createDirectories(folder).resolve("haproxy-" + name + ".cfg");
      Files.writeString(file, configuration);
      if (!Programs.run("haproxy", "-c", "-f", file.toString())) {
        throw new AssertionError("HAProxy refuses " + file);
      }
      return new HaProxy(
          new ProcessBuilder("haproxy", "-db", "-f", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("haproxy-" + name + ".log").toFile())
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The configuration in deploy, from the project's folder or from a module's. */
  private static String shipped() {
    return Stream.of("deploy/haproxy/haproxy.cfg", "../deploy/haproxy/haproxy.cfg")
        .map(Path::of)
        .filter(Files::exists)
        .findFirst()
        .map(file -> {
          try {
            return Files.readString(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        })
        .orElseThrow();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
