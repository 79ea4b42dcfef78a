package dev.naru.bench;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The durations of calls of one kind, in nanoseconds. Thread-safe. */
final class Timings {

  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

  void add(long tookNanos) {
    nanos.add(tookNanos);
  }

  int count() {
    return nanos.size();
  }

  /**
   * The duration that {@code percent} of 100 calls didn't exceed, in milliseconds; NaN when there
   * were no calls.
   */
  double percentileMs(int percent) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }

  double maxMs() {
    return Arrays.stream(nanos.stream().mapToLong(Long::longValue).toArray()).max().orElse(0) / 1e6;
  }
}
