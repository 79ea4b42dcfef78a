package dev.naru.sandbox;

import dev.naru.sandbox.postgres.EmbeddedPostgres;
import dev.naru.sandbox.postgres.PostgresTrouble;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The sandbox as a program of its own. {@code NARU_SANDBOX_PORT} (8090), {@code NARU_HOME} (.naru),
 * {@code NARU_SANDBOX_DATABASE_URL} (a JDBC URL; without it the bundled PostgreSQL is started).
 */
final class SandboxProgram {

  private SandboxProgram() {}

  static void run(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("NARU_HOME", ".naru")).toAbsolutePath();
    try {
      start(environment, home);
    } catch (PostgresTrouble | UncheckedIOException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void start(Map<String, String> environment, Path home) throws PostgresTrouble {
    int port = port(environment.getOrDefault("NARU_SANDBOX_PORT", "8090"));
    SandboxClock clock = SandboxClock.open(home, InstantSource.system());
    String url = environment.get("NARU_SANDBOX_DATABASE_URL");
    if (url != null && !url.isBlank()) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setUrl(url);
      stopAtExit(Sandbox.start(port, database, clock, PlaygroundControl.NONE), () -> {});
      return;
    }
    EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
    try {
      postgres.createDatabaseIfMissing("naru_sandbox");
      stopAtExit(
          Sandbox.start(
              port, postgres.dataSource("naru_sandbox"), clock, PlaygroundControl.NONE),
          postgres::close);
    } catch (PostgresTrouble | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** SIGTERM and Ctrl-C end the server first, then its database. */
  private static void stopAtExit(Sandbox sandbox, Runnable database) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  sandbox.close();
                  database.run();
                },
                "stop"));
    System.out.println("naru sandbox: " + sandbox.base());
  }

  private static int port(String text) {
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65535) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("NARU_SANDBOX_PORT is not a port: " + text);
  }
}
