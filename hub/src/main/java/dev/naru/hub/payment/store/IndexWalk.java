package dev.naru.hub.payment.store;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs statements that walk one index in its order. Where most of a table is one merchant's, the
 * planner may find it cheaper to read all of it, or to sort what it found, for a list that has none
 * or few rows; it is told not to, so that the plan depends on no statistics.
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

  /** Runs the statements in one transaction that changes nothing. */
  <T> T read(Supplier<T> statements) {
    return walk(reading, statements);
  }

  /** Runs the statements in one transaction that changes nothing and sees one state of all rows. */
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

  /** Runs the statements in one transaction. */
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
