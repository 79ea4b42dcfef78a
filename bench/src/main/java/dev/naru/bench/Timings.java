package dev.naru.bench;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long calls of one kind took, in nanoseconds. Thread-safe. */
final class Timings {

  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

  void add(long tookNanos) {
    nanos.add(tookNanos);
  }

  int count() {
    return nanos.size();
  }

  /**
   * The time that so many of a hundred calls didn't exceed, in milliseconds; NaN where there were
   * none.
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
