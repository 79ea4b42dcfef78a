package dev.naru.hub.failover;

import dev.naru.hub.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PgBouncer in transaction mode as a process. */
final class PgBouncer implements AutoCloseable {

  private final Process process;

  private PgBouncer(Process process) {
    this.process = process;
  }

  /**
   * @param server PostgreSQL's port
   */
  static PgBouncer before(PatroniCluster cluster, int port, int server) {
    try {
      Path file = cluster.folder().resolve("pgbouncer.ini");
      Files.writeString(
          file,
          """
          [databases]
          * = host=127.0.0.1 port=%d user=%s password=%s
          [pgbouncer]
          listen_addr = 127.0.0.1
          listen_port = %d
          unix_socket_dir =
          auth_type = any
          pool_mode = transaction
          max_client_conn = 200
          default_pool_size = 20
          server_connect_timeout = 3
          server_login_retry = 1
          tcp_keepalive = 1
          ignore_startup_parameters = extra_float_digits
          """
              .formatted(server, cluster.user(), cluster.password(), port));
      return new PgBouncer(
          Programs.start(cluster.folder().resolve("pgbouncer.log"), "pgbouncer", file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
