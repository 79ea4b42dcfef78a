package dev.naru.playground;

import dev.naru.postgres.EmbeddedPostgres;
import dev.naru.postgres.PostgresStartException;
import org.jspecify.annotations.Nullable;

/**
 * The hub's database and the sandbox's. They are two, because a PG's book is not the hub's.
 *
 * @param bundled null when both are somebody else's
 */
record Databases(DatabaseUrl hub, DatabaseUrl sandbox, @Nullable EmbeddedPostgres bundled)
    implements AutoCloseable {

  private static final String HUB = "naru";
  private static final String SANDBOX = "sandbox";

  static Databases start(PlaygroundConfig config) throws PostgresStartException {
    if (config.databaseUrl().isPresent() && config.sandboxDatabaseUrl().isPresent()) {
      return new Databases(config.databaseUrl().get(), config.sandboxDatabaseUrl().get(), null);
    }
    EmbeddedPostgres bundled = EmbeddedPostgres.start(config.home());
    try {
      return new Databases(
          config.databaseUrl().isPresent() ? config.databaseUrl().get() : of(bundled, HUB),
          config.sandboxDatabaseUrl().isPresent()
              ? config.sandboxDatabaseUrl().get()
              : of(bundled, SANDBOX),
          bundled);
    } catch (PostgresStartException | RuntimeException e) {
      bundled.close();
      throw e;
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
