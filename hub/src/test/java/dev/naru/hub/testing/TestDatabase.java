package dev.naru.hub.testing;

import dev.naru.postgres.EmbeddedPostgres;
import dev.naru.postgres.PostgresStartException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Real PostgreSQL for tests: one server a JVM, kept below {@code target/} so that only the first
 * run unpacks it. Each test takes a database of its own.
 */
public final class TestDatabase {

  private static final String PREFIX = "naru_test_";
  private static final String TEMPLATE = PREFIX + "template";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /** A new database with all migrations applied; nobody else uses it. */
  public static DataSource fresh() {
    return copyOf(TEMPLATE);
  }

  /** A new database with nothing in it, for the sandbox. */
  public static DataSource empty() {
    return copyOf("template1");
  }

  /** A new database with what another one has, as a dump of it that was played back. */
  public static DataSource copyOf(PGSimpleDataSource database) {
    return copyOf(String.valueOf(database.getDatabaseName()));
  }

  private static DataSource copyOf(String template) {
    String name = PREFIX + COUNT.incrementAndGet();
    JdbcClient.create(Server.POSTGRES.dataSource("postgres"))
        .sql("create database " + name + " template " + template)
        .update();
    return Server.POSTGRES.dataSource(name);
  }

  /** Starts with the first use; migrates once, into what the others are copied from. */
  private static final class Server {

    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        // Surefire runs classes in several JVMs at once; each has a server of its own.
        String fork = System.getProperty("naru.test.fork", "1");
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(Path.of("target", "test-database-" + fork));
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        dropOldOnes(JdbcClient.create(postgres.dataSource("postgres")));
        postgres.createDatabaseIfMissing(TEMPLATE);
        Flyway.configure().dataSource(postgres.dataSource(TEMPLATE)).load().migrate();
        return postgres;
      } catch (PostgresStartException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void dropOldOnes(JdbcClient jdbc) {
      List<String> old =
          jdbc.sql("select datname from pg_database where datname like :pattern")
              .param("pattern", PREFIX + "%")
              .query((row, number) -> row.getString("datname"))
              .list();
      old.forEach(name -> jdbc.sql("drop database " + name + " with (force)").update());
    }
  }
}
