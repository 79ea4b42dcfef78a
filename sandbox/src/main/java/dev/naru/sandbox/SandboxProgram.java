package dev.naru.sandbox;

import dev.naru.postgres.EmbeddedPostgres;
import dev.naru.postgres.PostgresStartException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Runs the sandbox as a program of its own. It reads {@code NARU_SANDBOX_PORT} (8090), {@code
 * NARU_HOME} (.naru) and {@code NARU_SANDBOX_DATABASE_URL}, a JDBC URL; without a URL it starts the
 * bundled PostgreSQL.
 */
final class SandboxProgram {

  /** The parts to stop at the end, also when the start fails half-way; the newest comes first. */
  private static final Deque<Runnable> RUNNING = new ConcurrentLinkedDeque<>();

  private SandboxProgram() {}

  static void run(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("NARU_HOME", ".naru")).toAbsolutePath();
    // SIGTERM, Ctrl-C and a failed start all run this hook.
    Runtime.getRuntime().addShutdownHook(new Thread(SandboxProgram::stop, "stop"));
    try {
      start(environment, home);
    } catch (PostgresStartException | UncheckedIOException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void start(Map<String, String> environment, Path home)
      throws PostgresStartException {
    int port = port(environment.getOrDefault("NARU_SANDBOX_PORT", "8090"));
    SandboxClock clock = SandboxClock.open(home, InstantSource.system());
    DataSource database = database(environment.get("NARU_SANDBOX_DATABASE_URL"), home);
    Sandbox sandbox = Sandbox.start(port, database, clock, PlaygroundControl.NONE);
    RUNNING.push(sandbox::close);
    System.out.println("naru sandbox: " + sandbox.base());
  }

  private static DataSource database(@Nullable String url, Path home)
      throws PostgresStartException {
    if (url != null && !url.isBlank()) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(url);
      return database;
    }
    EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
    RUNNING.push(postgres::close);
    postgres.createDatabaseIfMissing("naru_sandbox");
    return postgres.dataSource("naru_sandbox");
  }

  /** Stops the server before its database. */
  private static void stop() {
    while (!RUNNING.isEmpty()) {
      try {
        RUNNING.pop().run();
      } catch (RuntimeException e) {
        System.err.println(e.getMessage()); // go on: the database must still be stopped
      }
    }
  }

  private static int port(String text) {
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65535) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("NARU_SANDBOX_PORT is not a port: " + text);
  }
}
