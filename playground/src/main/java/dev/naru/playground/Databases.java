package dev.naru.playground;

import dev.naru.hub.database.DatabaseUrl;
import dev.naru.postgres.EmbeddedPostgres;
import dev.naru.postgres.PostgresStartException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The hub's database and the sandbox's. They are separate, because a PG's book isn't the hub's.
 *
 * @param bundled the PostgreSQL that naru started; null when the hub's database is external
 */
record Databases(DatabaseUrl hub, DatabaseUrl sandbox, @Nullable EmbeddedPostgres bundled)
    implements AutoCloseable {

  private static final String HUB = "naru";
  private static final String SANDBOX = "sandbox";
  private static final String SANDBOX_SCHEMA = "naru_sandbox";

  /**
   * Opens both databases. Without an address, both are in the bundled PostgreSQL. With an address
   * for the hub alone, the sandbox uses that database too, since not every machine can run the
   * bundled PostgreSQL.
   */
  static Databases start(PlaygroundConfig config) throws PostgresStartException, StartException {
    if (config.databaseUrl().isPresent()) {
      DatabaseUrl hub = config.databaseUrl().get();
      return new Databases(
          hub,
          config.sandboxDatabaseUrl().isPresent()
              ? config.sandboxDatabaseUrl().get()
              : schemaOf(hub),
          null);
    }
    EmbeddedPostgres bundled = EmbeddedPostgres.start(config.home());
    try {
      return new Databases(
          of(bundled, HUB),
          config.sandboxDatabaseUrl().isPresent()
              ? config.sandboxDatabaseUrl().get()
              : of(bundled, SANDBOX),
          bundled);
    } catch (PostgresStartException | RuntimeException e) {
      bundled.close();
      throw e;
    }
  }

  /** The sandbox's part of the hub's database: a schema of its own. */
  private static DatabaseUrl schemaOf(DatabaseUrl hub) throws StartException {
    try (Connection connection = hub.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema if not exists " + SANDBOX_SCHEMA);
      return hub.inSchema(SANDBOX_SCHEMA);
    } catch (SQLException e) {
      throw new StartException(
          "The database of NARU_DATABASE_URL can't be used: "
              + String.valueOf(e.getMessage()).strip()
              + ".",
          e);
    }
  }

  @Override
  public void close() {
    if (bundled != null) {
      bundled.close();
    }
  }

  private static DatabaseUrl of(EmbeddedPostgres bundled, String name)
      throws PostgresStartException {
    bundled.createDatabaseIfMissing(name);
    return new DatabaseUrl(bundled.jdbcUrl(name), bundled.user(), bundled.password());
  }
}
