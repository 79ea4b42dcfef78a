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
 * The bundled PostgreSQL. Its data are in {@code {home}/postgres}; its settings are durable, it
 * listens on loopback only and asks for a password. If naru was killed and the server still runs,
 * the next start takes it over; if the server died, too, it recovers all committed data.
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
   * Starts the server and returns when it answers. The first start unpacks the programs and creates
   * the cluster, which takes some seconds.
   *
   * @param home NARU_HOME; created when missing
   * @throws PostgresStartException when the server cannot run; the message is meant for the
   *     operator
   */
  public static EmbeddedPostgres start(Path home) throws PostgresStartException {
    Path postgres = home.toAbsolutePath().normalize().resolve("postgres");
    try {
      Files.createDirectories(postgres);
      return start(postgres, null);
    } catch (IOException e) {
      throw explain(postgres, e);
    }
  }

  /**
   * Starts the server as a given account.
   *
   * @param postgres the folder {@code {home}/postgres}
   * @param account the account to run as; null to choose one
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

  /** The JDBC URL of a database, without user and password. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** The user, who may create databases. */
  public String user() {
    return Cluster.USER;
  }

  /** The user's password. */
  public String password() {
    return cluster.password();
  }

  /** A source of connections to a database, without a pool. */
  public DataSource dataSource(String database) {
    return cluster.dataSource(port, database);
  }

  /**
   * Creates a database unless it exists.
   *
   * @param name lower-case letters, digits and underscores, at most 63, beginning with a letter
   * @throws PostgresStartException when it cannot be created
   * @throws IllegalArgumentException when the name has another form
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

  /**
   * Stops the server. Open connections are cut off; committed data stay. Further calls do nothing.
   */
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

  /** Releases the folder and leaves the server running, as a killed naru does. */
  void abandon() throws IOException {
    lock.close();
  }

  /**
   * Locks the folder for this process. The operating system releases the lock when the process ends
   * in whatever way.
   */
  private static FileChannel lock(Path postgres) throws IOException, PostgresStartException {
    FileChannel file =
        FileChannel.open(
            postgres.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean ours = false;
    try {
      ours = file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // This process holds the lock already; the folder is refused below in the same way.
    }
    if (!ours) {
      file.close();
      throw new PostgresStartException(
          "Another naru is running on %s: stop it first, or set NARU_HOME to another folder."
              .formatted(postgres.getParent()));
    }
    return file;
  }

  private static PostgresStartException explain(Path postgres, IOException e) {
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
