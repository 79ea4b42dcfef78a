package dev.naru.hub.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool's connections for statements that may take minutes, such as comparing a million rows: an
 * answer is awaited for half an hour, and not for the pool's ten seconds. The pool sets its own
 * limit again when a connection comes back.
 */
public final class PatientDataSource extends DelegatingDataSource {

  private static final Duration AWAITED = Duration.ofMinutes(30);

  /** Over the hub's pool. */
  public PatientDataSource(DataSource pool) {
    super(pool);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    try {
      connection.setNetworkTimeout(Runnable::run, (int) AWAITED.toMillis());
      return connection;
    } catch (SQLException broken) {
      connection.close();
      throw broken;
    }
  }
}
