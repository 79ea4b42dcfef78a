package dev.naru.hub.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Opens connections, and limits how long it waits for each server while it connects. A machine
 * whose PostgreSQL is frozen accepts connections and never answers, and the next host must be tried
 * before the pool's callers give up. Statements have a limit of their own, which is longer.
 *
 * <p>Where a pooler such as PgBouncer is in between, no statement is prepared on the server: in
 * transaction mode the next transaction may run on another server connection, which doesn't know
 * it. A {@code prepareThreshold} in the URL is left as it is.
 */
final class BoundedConnect extends AbstractDataSource {

  private static final String SOCKET_TIMEOUT = "socketTimeout";
  private static final String PREPARE = "prepareThreshold";
  private static final String WHILE_CONNECTING_SECONDS = "3";
  private static final Executor AT_ONCE = Runnable::run;

  private final String url;
  private final Properties login;
  private final int statementMs;
  private final boolean urlDecides;
  private final boolean urlPrepares;

  private BoundedConnect(String url, Properties login, int statementMs) {
    this.url = url;
    this.login = login;
    this.statementMs = statementMs;
    this.urlDecides = url.contains(SOCKET_TIMEOUT + "=");
    this.urlPrepares = url.contains(PREPARE + "=");
    login.setProperty(SOCKET_TIMEOUT, WHILE_CONNECTING_SECONDS);
  }

  /** Opens connections with the pool's address, its login and its limit for statements. */
  static BoundedConnect likeThatOf(HikariDataSource pool) {
    Properties login = properties(pool);
    return new BoundedConnect(
        pool.getJdbcUrl(), login, 1_000 * Integer.parseInt(login.getProperty(SOCKET_TIMEOUT, "0")));
  }

  /**
   * Opens connections with the pool's address and login, for statements without a limit, such as
   * those of a migration.
   */
  static BoundedConnect forLongStatements(HikariDataSource pool) {
    return new BoundedConnect(pool.getJdbcUrl(), properties(pool), 0);
  }

  private static Properties properties(HikariDataSource pool) {
    Properties login = new Properties();
    pool.getDataSourceProperties()
        .forEach((name, value) -> login.setProperty(name.toString(), value.toString()));
    if (pool.getUsername() != null && !pool.getUsername().isEmpty()) {
      login.setProperty("user", pool.getUsername());
      login.setProperty("password", pool.getPassword() == null ? "" : pool.getPassword());
    }
    return login;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = DriverManager.getConnection(url, login);
    try {
      if (!urlPrepares && isPooled(connection)) {
        connection.unwrap(PGConnection.class).setPrepareThreshold(0);
      } else {
        planForGrowth(connection);
      }
      if (!urlDecides) {
        connection.setNetworkTimeout(AT_ONCE, statementMs);
      }
      return connection;
    } catch (SQLException broken) {
      connection.close();
      throw broken;
    }
  }

  /**
   * Makes PostgreSQL plan a prepared statement once for each connection, and not at every
   * execution. No statement here needs different plans for different values (design.md §2), and
   * planning took a sixth of the database's work for a charge.
   *
   * <p>A plan that is kept must still be right when its table has grown, but PostgreSQL reads a
   * table of a page or two as a whole rather than by an index. So this connection reads a table as
   * a whole only where no index serves. Older PostgreSQLs then hold such a statement for so dear
   * that they would compile it, which costs more than it saves.
   */
  private static void planForGrowth(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set jit = off");
    }
  }

  /** Whether a pooler is in between: it gives the client a process number of its own. */
  private static boolean isPooled(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1) != connection.unwrap(PGConnection.class).getBackendPID();
    }
  }

  /** Ignores its arguments: every connection has the login that this source was made with. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  /**
   * Does nothing: each step of connecting has its own limit, so that time is left for the next
   * host.
   */
  @Override
  public void setLoginTimeout(int seconds) {}
}
