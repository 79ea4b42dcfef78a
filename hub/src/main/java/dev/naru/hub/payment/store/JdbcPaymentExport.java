package dev.naru.hub.payment.store;

import static dev.naru.hub.database.Columns.instant;
import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.payment.PaymentExport;
import dev.naru.hub.payment.PaymentState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The payments of a period in the database, read in portions. */
public final class JdbcPaymentExport implements PaymentExport {

  private static final int PORTION = 1_000;

  /**
   * How much earlier than the period payments are looked for. A payment's {@code listed_at} isn't
   * before its beginning, unless a PG's clock is behind.
   */
  private static final Duration MARGIN = Duration.ofDays(1);

  private static final String SELECT =
      """
      select payment_number, order_number, state, provider, mid, test, pg_tid, method, name,
             currency, amount, cancelled, started_at, paid_at, failed_at, cancelled_at, apply_num,
             customer_key, fail_reason
        from payment
       where merchant_id = :merchant and listed_at >= :listed and listed_at < 'infinity'
         and started_at >= :from and started_at < :to
      """;

  private final NamedParameterJdbcTemplate db;
  private final TransactionTemplate transaction;

  public JdbcPaymentExport(DataSource database) {
    JdbcTemplate inPortions = new JdbcTemplate(database);
    inPortions.setFetchSize(PORTION);
    db = new NamedParameterJdbcTemplate(inPortions);
    // PostgreSQL sends rows in portions only within a transaction.
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    transaction.setReadOnly(true);
  }

  @Override
  public void each(long merchantId, Instant from, Instant to, Consumer<Line> consumer) {
    MapSqlParameterSource params =
        new MapSqlParameterSource("merchant", merchantId)
            .addValue("from", utc(from))
            .addValue("listed", utc(from.minus(MARGIN)))
            .addValue("to", utc(to));
    transaction.executeWithoutResult(
        _ -> db.query(SELECT, params, (RowCallbackHandler) row -> consumer.accept(line(row))));
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getString("payment_number"),
        row.getString("order_number"),
        PaymentState.valueOf(row.getString("state")),
        row.getString("provider"),
        row.getString("mid"),
        row.getBoolean("test"),
        row.getString("pg_tid"),
        row.getString("method"),
        row.getString("name"),
        row.getString("currency"),
        row.getLong("amount"),
        row.getLong("cancelled"),
        Objects.requireNonNull(instant(row, "started_at")),
        instant(row, "paid_at"),
        instant(row, "failed_at"),
        instant(row, "cancelled_at"),
        row.getString("apply_num"),
        row.getString("customer_key"),
        row.getString("fail_reason"));
  }
}
