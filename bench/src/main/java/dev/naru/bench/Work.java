package dev.naru.bench;

import java.util.List;
import java.util.Map;

/**
 * One piece of work for the callers, as {@link Load} receives it.
 *
 * @param kind the operation
 * @param bases the addresses of the hubs, which take turns; for the database alone its JDBC URL
 *     with user and password
 * @param values what the operation needs, by name: tokens, keys, numbers
 * @param numbers payment numbers to look up
 * @param prefix the beginning of every order number, which no other piece of work has
 * @param callers how many callers call at once
 * @param millis the work ends after this time
 * @param perSecond how many calls begin in a second, whether or not earlier ones were answered; 0
 *     to begin each as soon as one was answered
 * @param count the work ends after this many calls; 0 for no limit but the time
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
    /**
     * A payment through the window, from {@code IMP.request_pay} to its result, without a browser.
     */
    WINDOW,
    /** A transaction of three inserts by plain JDBC, which shows what the database alone can do. */
    FLOOR_INSERT,
    /**
     * Reading one row by its primary key by plain JDBC, which shows what the database alone can do.
     */
    FLOOR_SELECT
  }

  Work with(String newPrefix, int atOnce, long forMillis, double pace, int most) {
    return new Work(kind, bases, values, numbers, newPrefix, atOnce, forMillis, pace, most);
  }

  /**
   * The result of a piece of work.
   *
   * @param count how many calls succeeded
   * @param failures how many calls failed
   * @param failure the first failure's text; empty when there was none
   * @param nanos the time from the first call's beginning to the last call's end
   * @param latencies microseconds by percentile. With {@code perSecond}, a call's latency counts
   *     from the moment when it should have begun. Without, it is corrected for the calls that a
   *     slow one has delayed (coordinated omission)
   */
  record Result(
      int count, int failures, String failure, long nanos, Map<String, Double> latencies) {
    double rate() {
      return count * 1e9 / nanos;
    }
  }
}
