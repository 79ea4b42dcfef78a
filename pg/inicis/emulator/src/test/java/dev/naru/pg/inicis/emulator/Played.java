package dev.naru.pg.inicis.emulator;

import dev.naru.postgres.EmbeddedPostgres;
import dev.naru.postgres.PostgresStartException;
import dev.naru.sandbox.PlaygroundControl;
import dev.naru.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The real sandbox with KG INICIS in it, on a real database, started once for all tests. */
final class Played {

  /** 2026-01-15 10:25:00 in Korea, and later as a test says. */
  static final TestTime TIME = new TestTime();

  private static final Path HOME = home();
  private static final EmbeddedPostgres POSTGRES = postgres();
  private static final Sandbox SANDBOX =
      Sandbox.start(0, POSTGRES.dataSource("played"), TIME, PlaygroundControl.NONE);

  private Played() {}

  /** A clock that stands still until a test moves it. */
  static final class TestTime implements InstantSource {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-01-15T01:25:00Z"));

    @Override
    public Instant instant() {
      return now.get();
    }

    void advance(Duration by) {
      now.updateAndGet(n -> n.plus(by));
    }
  }

  static URI base() {
    return SANDBOX.base();
  }

  /** A second start over the same database, which is all that a {@code kill -9} leaves. */
  static Sandbox startAgain() {
    return Sandbox.start(0, POSTGRES.dataSource("played"), TIME, PlaygroundControl.NONE);
  }

  /** Everything that is written in the sandbox's database, a row a text. */
  static List<String> everyRow() throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = POSTGRES.dataSource("played").getConnection();
        var statement = connection.createStatement()) {
      for (String table : new String[] {"charge", "cancel", "note", "request"}) {
        try (var found = statement.executeQuery("select t::text from " + table + " t")) {
          while (found.next()) {
            rows.add(found.getString(1));
          }
        }
      }
    }
    return rows;
  }

  private static EmbeddedPostgres postgres() {
    try {
      EmbeddedPostgres postgres = EmbeddedPostgres.start(HOME);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
      postgres.createDatabaseIfMissing("played");
      return postgres;
    } catch (PostgresStartException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path home() {
    try {
      Path home = Files.createTempDirectory("naru-inicis");
      // A service user must reach the database's programs when the tests run as root.
      return Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop(EmbeddedPostgres postgres) {
    SANDBOX.close();
    postgres.close();
    try (var paths = Files.walk(HOME)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
