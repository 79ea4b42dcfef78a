package dev.naru.bench;

import java.util.List;
import java.util.Map;

/**
 * What a {@link LoadProcess} is to do, as it is sent to it.
 *
 * @param kind the operation
 * @param bases where the hubs are, each of which gets its turn; for a floor the database's JDBC
 *     URL, with user and password
 * @param values what the operation needs: tokens, keys, numbers
 * @param numbers payment numbers to look up
 * @param prefix begins every order number, so that no two pieces of work share one
 * @param callers how many call at once
 * @param millis how long
 * @param perSecond how many calls begin in a second, whether or not the one before was answered; 0
 *     for as many as are answered
 * @param count after so many calls it ends; 0 for no such end
 */
record Work(
    Kind kind,
    List<String> bases,
    Map<String, String> values,
    List<String> numbers,
    String prefix,
    int callers,
    long millis,
    double perSecond,
    int count) {

  enum Kind {
    /** {@code POST /subscribe/payments/again}. */
    AGAIN,
    /** {@code GET /payments/{imp_uid}}. */
    GET,
    /** From {@code IMP.request_pay} to its result, without a browser. */
    WINDOW,
    /** A transaction of three inserts by plain JDBC, as pgbench makes it. */
    FLOOR_INSERT,
    /** A row by its key by plain JDBC. */
    FLOOR_SELECT
  }

  Work with(String newPrefix, int atOnce, long forMillis, double pace, int most) {
    return new Work(kind, bases, values, numbers, newPrefix, atOnce, forMillis, pace, most);
  }

  /**
   * What came of it.
   *
   * @param nanos from the first call to the end of the last one
   * @param latencies in microseconds by percentile; a paced call's is counted from the moment when
   *     it was to begin, and an unpaced one's is corrected for the calls that it held up
   */
  record Result(
      int count, int failures, String failure, long nanos, Map<String, Double> latencies) {
    double rate() {
      return count * 1e9 / nanos;
    }
  }
}
