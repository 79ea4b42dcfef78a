package dev.naru.sandbox.testkit;

import dev.naru.postgres.TestPostgres;
import dev.naru.sandbox.PlaygroundControl;
import dev.naru.sandbox.Sandbox;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The real sandbox with the emulators on the class path, on a real database. It is started once for
 * all tests of a module.
 */
public final class TestSandbox {

  /** The PGs' clock: 2026-01-15 10:25:00 in Korea, until a test moves it. */
  public static final TestClock TIME = new TestClock();

  private static final DataSource DATABASE = TestPostgres.newDatabase();
  private static final Sandbox SANDBOX = startAgain();

  static {
    TestPostgres.beforeStop(SANDBOX::close);
  }

  private TestSandbox() {}

  /** The sandbox's address. */
  public static URI base() {
    return SANDBOX.base();
  }

  /** Starts a second sandbox on the same database, which is all that a {@code kill -9} leaves. */
  public static Sandbox startAgain() {
    return Sandbox.start(0, DATABASE, TIME, PlaygroundControl.NONE);
  }

  /** Every row of the sandbox's database as text. */
  public static List<String> everyRow() throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = DATABASE.getConnection();
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
}
