package dev.naru.hub.webhook;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.naru.postgres.EmbeddedPostgres;
import dev.naru.postgres.PostgresStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** A real PostgreSQL with the hub's tables, started once for this package's tests. */
final class WebhookDatabase {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private WebhookDatabase() {}

  /** A new database with all migrations; the pool is the caller's to close. */
  static HikariDataSource create() {
    String name = "webhook_" + DATABASES.incrementAndGet();
    try {
      SERVER.createDatabaseIfMissing(name);
    } catch (PostgresStartException e) {
      throw new IllegalStateException(e);
    }
    DataSource plain = SERVER.dataSource(name);
    Flyway.configure().dataSource(plain).load().migrate();
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(plain);
    pool.setMaximumPoolSize(8);
    return new HikariDataSource(pool);
  }

  /** Enters tasks of one payment as a change of it would. */
  static void insert(
      JdbcClient database, long merchantId, String paymentNumber, List<WebhookTaskRow> rows) {
    database
        .sql(Outbox.INSERT_CTE)
        .param("webhook_tasks", Outbox.toJson(rows))
        .param("merchant", merchantId)
        .param("paymentNumber", paymentNumber)
        .update();
  }

  private static EmbeddedPostgres start() {
    try {
      // A service user must reach the programs when the tests run as root.
      Path home =
          Files.createTempDirectory(
              "naru-webhook",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      EmbeddedPostgres server = EmbeddedPostgres.start(home);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, home)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (PostgresStartException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop(EmbeddedPostgres server, Path home) {
    server.close();
    try {
      FileSystemUtils.deleteRecursively(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
