package dev.naru.hub.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool's connections for statements that may take minutes, such as comparing a million rows.
 * They wait half an hour for an answer, instead of the pool's ten seconds. The pool restores its
 * own limit when a connection comes back.
 */
public final class PatientDataSource extends DelegatingDataSource {

  private static final Duration AWAITED = Duration.ofMinutes(30);

  /** Takes its connections from the hub's pool. */
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
