package dev.naru.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls the API as its other callers do. Calls of each kind begin at a fixed pace, whether or not
 * the previous call has been answered, so a hub that stands still is noticed.
 */
final class Probe implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(50);

  private final Map<String, Runnable> calls;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile Map<String, Timings> timings;

  /**
   * @param calls the calls by the names that the report gives them
   */
  Probe(Map<String, Runnable> calls) {
    this.calls = new LinkedHashMap<>(calls);
    this.timings = fresh();
  }

  void start() {
    Future<?> _ =
        clock.scheduleAtFixedRate(
            () ->
                calls.forEach(
                    (name, call) -> Thread.ofVirtual().start(() -> time(call, timingsOf(name)))),
            0,
            PACE.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /**
   * The measurements since the start or the last call of this method, by name; they include calls
   * that are still running.
   */
  Map<String, Timings> taken() {
    Map<String, Timings> until = timings;
    timings = fresh();
    return until;
  }

  int failures() {
    return failures.get();
  }

  private Timings timingsOf(String name) {
    return timings.getOrDefault(name, new Timings());
  }

  private void time(Runnable call, Timings into) {
    long begin = System.nanoTime();
    try {
      call.run();
      into.add(System.nanoTime() - begin);
    } catch (RuntimeException trouble) {
      failures.incrementAndGet();
    }
  }

  private Map<String, Timings> fresh() {
    var empty = new LinkedHashMap<String, Timings>();
    calls.keySet().forEach(name -> empty.put(name, new Timings()));
    return empty;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
