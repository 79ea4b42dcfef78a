package dev.naru.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for tests. It is started once, in a temporary folder, and stopped and deleted
 * when the JVM ends.
 */
public final class TestPostgres {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static final Deque<Runnable> BEFORE_STOP = new ConcurrentLinkedDeque<>();
  private static final Path HOME = newHome();
  private static final EmbeddedPostgres SERVER = start();

  private TestPostgres() {}

  /** Connections to a new, empty schema, which is far cheaper to create than a database. */
  public static DataSource newDatabase() {
    String schema = "test_" + SCHEMAS.incrementAndGet();
    try (Connection connection = SERVER.dataSource("postgres").getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create schema " + schema);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(SERVER.jdbcUrl("postgres"));
    source.setUser(SERVER.user());
    source.setPassword(SERVER.password());
    source.setCurrentSchema(schema);
    return source;
  }

  /** Runs something when the JVM ends, before the server stops: closes what uses the server. */
  public static void beforeStop(Runnable close) {
    BEFORE_STOP.push(close);
  }

  /** The folder with the unpacked programs, for tests that need a cluster of their own. */
  static Path postgresFolder() {
    return HOME.resolve("postgres");
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.start(HOME);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
      return server;
    } catch (PostgresStartException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path newHome() {
    try {
      Path home = Files.createTempDirectory("naru-test");
      // When the tests run as root, the service user that runs the server must reach the programs.
      return Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop(EmbeddedPostgres server) {
    BEFORE_STOP.forEach(Runnable::run);
    server.close();
    try (var paths = Files.walk(HOME)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
