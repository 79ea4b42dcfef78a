package dev.naru.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** One real PostgreSQL for the module's tests, started once and stopped with the JVM. */
public final class TestPostgres {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static final Path HOME = newHome();
  private static final EmbeddedPostgres SERVER = start();

  private TestPostgres() {}

  /** Tables of its own for one test: a schema, which costs the disk far less than a database. */
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

  /** Where the programs are unpacked, for tests that need a cluster of their own. */
  public static Path postgresFolder() {
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
      // A service user must reach the programs in the tests of running as root.
      return Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop(EmbeddedPostgres server) {
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
