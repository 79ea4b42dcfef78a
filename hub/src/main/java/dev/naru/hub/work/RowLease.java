package dev.naru.hub.work;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leases rows of one merchant in one transaction. It locks the due rows, skips those that another
 * process has locked, and marks each by its primary key, all marks in one batch. An update with a
 * join would be one statement, but its plan depends on statistics: on a table that was never
 * analysed, PostgreSQL would read all of the merchant's rows. Thread-safe.
 */
public final class RowLease {

  private final NamedParameterJdbcTemplate db;
  private final TransactionTemplate transaction;

  public RowLease(DataSource database) {
    db = new NamedParameterJdbcTemplate(database);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
  }

  /**
   * @param pick a {@code select ... for update skip locked} about one merchant
   * @param marks statements that are run for each picked row, with {@code mark}'s parameters
   * @return the picked rows, as they were before the marks
   * @throws org.springframework.dao.DataAccessException if the database is away; nothing is leased
   *     then, or the lease is committed and ends by itself
   */
  public <T> List<T> take(
      String pick,
      Map<String, ?> parameters,
      RowMapper<T> reader,
      List<String> marks,
      Function<T, SqlParameterSource> mark) {
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          List<T> picked = db.query(pick, parameters, reader);
          if (!picked.isEmpty()) {
            SqlParameterSource[] each =
                picked.stream().map(mark).toArray(SqlParameterSource[]::new);
            marks.forEach(sql -> db.batchUpdate(sql, each));
          }
          return picked;
        }));
  }
}
