package dev.naru.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The bundled PostgreSQL, kept in {@code {home}/postgres}: durable settings, a login by password,
 * loopback only. A server that outlived a killed naru is adopted; one that died with it recovers.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private final Cluster cluster;
  private final FileChannel lock;
  private final int port;

  private EmbeddedPostgres(Cluster cluster, FileChannel lock, int port) {
    this.cluster = cluster;
    this.lock = lock;
    this.port = port;
  }

  /**
   * Returns when the server answers. The first start unpacks the programs and makes the cluster.
   *
   * @param home NARU_HOME; made when missing
   * @throws PostgresStartException with one sentence for the operator
   */
  public static EmbeddedPostgres start(Path home) throws PostgresStartException {
    Path postgres = home.toAbsolutePath().normalize().resolve("postgres");
    try {
      Files.createDirectories(postgres);
      return start(postgres, null);
    } catch (IOException e) {
      throw trouble(postgres, e);
    }
  }

  /**
   * @param account null to find one
   */
  static EmbeddedPostgres start(Path postgres, @Nullable Account account)
      throws PostgresStartException, IOException {
    FileChannel lock = lock(postgres);
    try {
      Binaries binaries = Binaries.unpack(postgres);
      Account chosen = account == null ? Account.choose(binaries.folder()) : account;
      Cluster cluster = Cluster.open(postgres, binaries, chosen);
      return new EmbeddedPostgres(cluster, lock, cluster.start());
    } catch (PostgresStartException | IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Without the password; it goes with {@link #user()} and {@link #password()}. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  public String user() {
    return Cluster.USER;
  }

  public String password() {
    return cluster.password();
  }

  /** Connections to a database, without a pool. */
  public DataSource dataSource(String database) {
    return cluster.dataSource(port, database);
  }

  /**
   * @param name lower-case letters, digits and underscores
   */
  public void createDatabaseIfMissing(String name) throws PostgresStartException {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("not a database's name: " + name);
    }
    PGSimpleDataSource system = cluster.dataSource(port, "postgres");
    try (Connection connection = system.getConnection();
        var statement = connection.createStatement();
        var found =
            statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
      if (!found.next()) {
        statement.execute("create database " + name);
      }
    } catch (SQLException e) {
      throw PostgresStartException.of(
          cluster.home(),
          "The database %s cannot be made: %s.".formatted(name, e.getMessage()),
          String.valueOf(e.getMessage()));
    }
  }

  /** Stops the server; connections that are open are cut, what was committed stays. */
  @Override
  public void close() {
    try (lock) {
      if (lock.isOpen()) {
        cluster.stop();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves the server running and lets go of the folder, as a killed naru does. */
  void abandon() throws IOException {
    lock.close();
  }

  /** One naru a folder: the system lets go of the lock when its process ends in whatever way. */
  private static FileChannel lock(Path postgres) throws IOException, PostgresStartException {
    FileChannel file =
        FileChannel.open(
            postgres.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean ours = false;
    try {
      ours = file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // held by this very process: refused below like any other
    }
    if (!ours) {
      file.close();
      throw new PostgresStartException(
          "Another naru is running on %s: stop it first, or set NARU_HOME to another folder."
              .formatted(postgres.getParent()));
    }
    return file;
  }

  private static PostgresStartException trouble(Path postgres, IOException e) {
    if (e instanceof AccessDeniedException) {
      return new PostgresStartException(
          "This user may not write to %s: give it the folder, or set NARU_HOME to another."
              .formatted(e.getMessage()),
          e);
    }
    String said = e.getClass().getSimpleName() + " " + e.getMessage();
    return PostgresStartException.of(
        postgres, "PostgreSQL cannot work in %s: %s.".formatted(postgres, said), said);
  }
}
