package dev.naru.hub.payment.store;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs statements that must read one index in its order. When most of a table belongs to one
 * merchant, PostgreSQL's planner may choose to read the whole table, or to sort what it found, even
 * for a list with few rows. These plans are switched off for the transaction, so the plan doesn't
 * depend on the table's statistics.
 */
final class IndexWalk {

  private final JdbcClient db;
  private final TransactionTemplate reading;
  private final TransactionTemplate changing;

  IndexWalk(DataSource database) {
    this.db = JdbcClient.create(database);
    var transactions = new JdbcTransactionManager(database);
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.changing = new TransactionTemplate(transactions);
  }

  /** Runs the statements in a read-only transaction. */
  <T> T read(Supplier<T> statements) {
    return walk(reading, statements);
  }

  /**
   * Runs the statements in a read-only transaction in which all see the same state of the database
   * (repeatable read).
   */
  <T> T readOneState(Supplier<T> statements) {
    return reading.execute(status -> {
      // One round trip; the transaction manager would take two to set the isolation and reset it.
      db.sql(
              """
              set transaction isolation level repeatable read;
              set local enable_seqscan = off; set local enable_bitmapscan = off;
              set local enable_sort = off\
              """)
          .update();
      return statements.get();
    });
  }

  /** Runs the statements in a transaction that may change rows. */
  <T> T change(Supplier<T> statements) {
    return walk(changing, statements);
  }

  private <T> T walk(TransactionTemplate transaction, Supplier<T> statements) {
    return transaction.execute(status -> {
      db.sql(
              """
              select set_config('enable_seqscan', 'off', true),
                     set_config('enable_bitmapscan', 'off', true),
                     set_config('enable_sort', 'off', true)
              """)
          .query((row, number) -> row.getString(1))
          .single();
      return statements.get();
    });
  }
}
