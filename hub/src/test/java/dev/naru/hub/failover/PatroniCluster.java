package dev.naru.hub.failover;

import dev.naru.hub.testing.Programs;
import dev.naru.postgres.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * PostgreSQL with a synchronous standby under Patroni, and one etcd that never fails. Its settings
 * are those that docs/guides/high-availability.md recommends.
 */
final class PatroniCluster implements AutoCloseable {

  private static final String PASSWORD = "failover";
  private static final int SMALL_DISK_MB = 700;
  private static final Duration WHOLE_WITHIN = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Path folder;
  private final Process etcd;
  private final List<PatroniNode> nodes;
  private final boolean smallDisk;

  private PatroniCluster(Path folder, Process etcd, List<PatroniNode> nodes, boolean smallDisk) {
    this.folder = folder;
    this.etcd = etcd;
    this.nodes = nodes;
    this.smallDisk = smallDisk;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop cluster"));
  }

  /** The programs that are missing here. */
  static List<String> missing() {
    return Stream.of("etcd", "patroni", "haproxy").filter(name -> !Programs.isThere(name)).toList();
  }

  /**
   * Starts all of it, in a folder of its own that the user {@code postgres} may read; the first
   * node's files are on a small disk where this process may mount one.
   *
   * @param binaries where {@code initdb} and {@code postgres} are
   */
  static PatroniCluster start(Path binaries) {
    try {
      Path folder = Files.createTempDirectory("naru-failover-");
      int first = FreePort.find();
      int second = FreePort.find();
      Path disk = Files.createDirectories(folder.resolve("node1"));
      boolean smallDisk =
          Programs.run(
              "mount",
              "-t",
              "tmpfs",
              "-o",
              "size=" + SMALL_DISK_MB + "m",
              "tmpfs",
              disk.toString());
      Files.createDirectories(folder.resolve("node2"));
      if (Programs.isRoot()) {
        Programs.run("chown", "-R", Programs.USER + ":" + Programs.USER, folder.toString());
      }
      List<PatroniNode> nodes =
          List.of(node("node1", first, folder), node("node2", second, folder));
      PatroniCluster cluster =
          new PatroniCluster(folder, etcd(folder, first, second), nodes, smallDisk);
      for (PatroniNode node : nodes) {
        cluster.configure(node, binaries);
        cluster.start(node);
        // The first one makes the cluster, and the other copies it.
        cluster.await(() -> cluster.leader().isPresent(), WHOLE_WITHIN, "a leader");
      }
      cluster.awaitWhole();
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PatroniNode node(String name, int etcdPort, Path folder) {
    return new PatroniNode(
        name,
        FreePort.find(),
        FreePort.find(),
        etcdPort,
        folder.resolve(name + ".log"),
        folder.resolve(name).resolve("data"));
  }

  private static Process etcd(Path folder, int first, int second) {
    String peer = "http://127.0.0.1:" + FreePort.find();
    return Programs.start(
        folder.resolve("etcd.log"),
        "etcd",
        "--name=naru",
        "--data-dir=" + folder.resolve("etcd"),
        "--listen-client-urls=http://127.0.0.1:%d,http://127.0.0.1:%d".formatted(first, second),
        "--advertise-client-urls=http://127.0.0.1:" + first,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=naru=" + peer);
  }

  private void configure(PatroniNode node, Path binaries) throws IOException {
    Files.writeString(
        configurationOf(node),
        """
        scope: naru
        name: %1$s
        restapi:
          listen: 127.0.0.1:%2$d
          connect_address: 127.0.0.1:%2$d
        etcd3:
          hosts: 127.0.0.1:%3$d
          use_proxies: true
        bootstrap:
          dcs:
            ttl: 20
            loop_wait: 5
            retry_timeout: 5
            maximum_lag_on_failover: 1048576
            primary_start_timeout: 10
            synchronous_mode: true
            postgresql:
              use_pg_rewind: true
              parameters:
                max_connections: 100
                shared_buffers: 64MB
                max_wal_size: 192MB
                min_wal_size: 80MB
                wal_keep_size: 64MB
                wal_log_hints: 'on'
                wal_sender_timeout: 5s
                wal_receiver_timeout: 5s
          initdb:
            - encoding: UTF8
            - locale: C
            - data-checksums
        postgresql:
          listen: 127.0.0.1:%4$d
          connect_address: 127.0.0.1:%4$d
          data_dir: %5$s
          bin_dir: %6$s
          pgpass: %7$s/pgpass-%1$s
          use_unix_socket: true
          parameters:
            unix_socket_directories: %7$s
          authentication:
            superuser: {username: postgres, password: %8$s}
            replication: {username: replicator, password: %8$s}
            rewind: {username: postgres, password: %8$s}
          pg_hba:
            - local all all trust
            - local replication all trust
            - host replication all 127.0.0.1/32 scram-sha-256
            - host all all 127.0.0.1/32 scram-sha-256
        tags:
          nofailover: false
        """
            .formatted(
                node.name(),
                node.restPort(),
                node.etcdPort(),
                node.port(),
                node.data(),
                binaries,
                folder,
                PASSWORD));
  }

  private Path configurationOf(PatroniNode node) {
    return folder.resolve(node.name() + ".yml");
  }

  void start(PatroniNode node) {
    node.start(configurationOf(node));
  }

  List<PatroniNode> nodes() {
    return nodes;
  }

  Path folder() {
    return folder;
  }

  String user() {
    return "postgres";
  }

  String password() {
    return PASSWORD;
  }

  /** Whether the first node has a disk that can be filled. */
  boolean hasSmallDisk() {
    return smallDisk;
  }

  /** The small disk. */
  Path disk() {
    return folder.resolve("node1");
  }

  /** Makes a database, and returns the way to it that finds the primary by itself. */
  PGSimpleDataSource newDatabase(String name) {
    JdbcClient.create(dataSource("postgres")).sql("create database " + name).update();
    return dataSource(name);
  }

  private PGSimpleDataSource dataSource(String name) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(
        everyHost(name) + "?targetServerType=primary&connectTimeout=2&socketTimeout=30");
    database.setUser(user());
    database.setPassword(PASSWORD);
    return database;
  }

  /** An address with both nodes in it. */
  String everyHost(String database) {
    return "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/%s"
        .formatted(nodes.getFirst().port(), nodes.getLast().port(), database);
  }

  /** Who says that it leads; of two that do, during a failover, any. */
  Optional<PatroniNode> leader() {
    return nodes.stream().filter(node -> status(node, "/primary") == 200).findFirst();
  }

  PatroniNode otherThan(PatroniNode node) {
    return nodes.getFirst() == node ? nodes.getLast() : nodes.getFirst();
  }

  private int status(PatroniNode node, String path) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.restPort() + path))
                  .timeout(PATIENCE)
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (IOException away) {
      return 0;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns when this one leads. @return how long that took */
  Duration awaitLeader(PatroniNode node) {
    long from = System.nanoTime();
    await(() -> status(node, "/primary") == 200, WHOLE_WITHIN, node.name() + " to lead");
    return Duration.ofNanos(System.nanoTime() - from);
  }

  /** Returns when one leads, and the other follows it synchronously. */
  void awaitWhole() {
    await(
        () ->
            leader()
                .map(leading -> status(otherThan(leading), "/synchronous") == 200)
                .orElse(false),
        WHOLE_WITHIN,
        "a leader with a synchronous standby");
  }

  private void await(BooleanSupplier met, Duration limit, String what) {
    long end = System.nanoTime() + limit.toNanos();
    while (!met.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + what + "; the logs are in " + folder);
      }
      Trial.rest(LOOK);
    }
  }

  /** A switch-over in order. */
  void switchOver() {
    PatroniNode leading = leader().orElseThrow();
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + leading.restPort() + "/switchover"))
                  .timeout(Duration.ofSeconds(60))
                  .POST(
                      BodyPublishers.ofString(
                          "{\"leader\":\"%s\",\"candidate\":\"%s\"}"
                              .formatted(leading.name(), otherThan(leading).name())))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError("switch-over: " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    awaitLeader(otherThan(leading));
  }

  /** Cuts a node off from etcd, from the other node and from the hubs. @return whether it may */
  boolean cut(PatroniNode node) {
    return packets("-I", node);
  }

  /** Ends {@link #cut}. */
  void join(PatroniNode node) {
    packets("-D", node);
  }

  private boolean packets(String change, PatroniNode node) {
    String ports = "%d,%d,%d".formatted(node.port(), node.restPort(), node.etcdPort());
    return Programs.run(
        "iptables",
        "-w",
        change,
        "INPUT",
        "-i",
        "lo",
        "-p",
        "tcp",
        "-m",
        "multiport",
        "--ports",
        ports,
        "-j",
        "DROP");
  }

  @Override
  public void close() {
    nodes.forEach(node -> {
      node.wake();
      node.kill();
    });
    etcd.destroyForcibly();
    if (smallDisk) {
      Programs.run("umount", "-l", disk().toString());
    }
  }
}
