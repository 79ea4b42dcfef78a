package dev.naru.hub.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether the database accepts a write, on a connection of its own, so that an exhausted pool
 * isn't taken for a database that is away. It empties the table first, which makes a new file: so
 * the write needs room on the disk, as payments' writes do. Thread-safe.
 */
final class WriteProbe implements Readiness.Probe {

  private final String url;
  private final Properties login;
  private final ReentrantLock one = new ReentrantLock();
  private @Nullable Connection connection;

  WriteProbe(String url, @Nullable String user, @Nullable String password) {
    this.url = url;
    login = new Properties();
    if (user != null && !user.isEmpty()) {
      login.setProperty("user", user);
      login.setProperty("password", password == null ? "" : password);
    }
    login.setProperty("connectTimeout", "2");
    login.setProperty("loginTimeout", "4");
    login.setProperty("sslResponseTimeout", "2000");
    // Of several hosts, connect to the one that payments are written to, and not to a standby.
    login.setProperty("targetServerType", "primary");
    login.setProperty("hostRecheckSeconds", "2");
    login.setProperty("socketTimeout", "4");
    login.setProperty("ApplicationName", "naru-readiness");
  }

  @Override
  public void tryWrite() throws SQLException {
    one.lock();
    try {
      Connection own = connection;
      if (own == null || own.isClosed()) {
        own = DriverManager.getConnection(url, login);
        own.setAutoCommit(false);
        connection = own;
      }
      try (Statement statement = own.createStatement()) {
        // Another node's probe may hold the table; it is enough if that node's write succeeds.
        statement.execute("set local lock_timeout = '2s'");
        statement.execute("set local synchronous_commit = off");
        statement.execute("truncate write_probe");
        statement.execute(
            "insert into write_probe (no, filler) select n, repeat('x', 2000) from"
                + " generate_series(1, 32) n");
        own.commit();
      }
    } catch (SQLException trouble) {
      close();
      throw trouble;
    } finally {
      one.unlock();
    }
  }

  @Override
  public void close() {
    Connection own = connection;
    connection = null;
    if (own != null) {
      try {
        own.close();
      } catch (SQLException gone) {
        // The connection is of no use any more.
      }
    }
  }
}
