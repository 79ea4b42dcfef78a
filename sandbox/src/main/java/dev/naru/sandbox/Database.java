package dev.naru.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's tables, through plain JDBC. Outside {@link #transaction} each statement is a
 * transaction of its own. Every method throws a {@link DatabaseException} when the database is
 * away.
 */
final class Database {

  /** The database refused a statement, or it is away. */
  static final class DatabaseException extends RuntimeException {
    private final String state;

    DatabaseException(SQLException cause) {
      super("The sandbox's database failed: " + cause.getMessage(), cause);
      this.state = String.valueOf(cause.getSQLState());
    }

    boolean uniqueViolation() {
      return state.equals("23505");
    }
  }

  /** Reads one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Several statements in one transaction. */
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private final DataSource source;

  Database(DataSource source) {
    this.source = source;
  }

  /** Creates the tables that are missing. */
  void prepare() {
    try (InputStream in = Database.class.getResourceAsStream("schema.sql")) {
      if (in == null) {
        throw new IllegalStateException("schema.sql is not on the class path");
      }
      String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      transaction(connection -> {
        try (var statement = connection.createStatement()) {
          return statement.execute(schema);
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int update(String sql, @Nullable Object... values) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = bind(connection, sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  <T> Optional<T> one(Row<T> row, String sql, @Nullable Object... values) {
    return list(row, sql, values).stream().findFirst();
  }

  <T> List<T> list(Row<T> row, String sql, @Nullable Object... values) {
    try (Connection connection = source.getConnection()) {
      return list(connection, row, sql, values);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Runs work in one transaction, for changes that need code between a read and a write. */
  <T> T transaction(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  static <T> List<T> list(Connection connection, Row<T> row, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = bind(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    }
  }

  static PreparedStatement bind(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
