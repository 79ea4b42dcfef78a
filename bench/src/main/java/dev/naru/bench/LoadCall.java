package dev.naru.bench;

import java.sql.SQLException;

/** Makes one kind of call for one caller. Not thread-safe. */
interface LoadCall extends AutoCloseable {

  /**
   * Makes a call and waits for its answer.
   *
   * @param number a different number for each call of a {@link Work}
   * @throws IllegalStateException when the answer isn't the expected one
   */
  void make(int number) throws Exception;

  @Override
  default void close() throws SQLException {}

  static LoadCall of(Work work) throws Exception {
    return switch (work.kind()) {
      case AGAIN, GET, WINDOW -> new HttpLoad(work);
      case FLOOR_INSERT, FLOOR_SELECT -> new JdbcLoad(work);
    };
  }
}
