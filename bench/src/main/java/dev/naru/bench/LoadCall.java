package dev.naru.bench;

import java.sql.SQLException;

/** One caller's way to make a call; used by one thread. */
interface LoadCall extends AutoCloseable {

  /**
   * Makes a call and waits for its answer.
   *
   * @throws IllegalStateException when it isn't the answer that the benchmark expects
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
