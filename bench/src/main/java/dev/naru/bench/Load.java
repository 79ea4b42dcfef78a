package dev.naru.bench;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program that puts load on the hub. It reads one {@link Work} in JSON from each line of its
 * input and writes the {@link Work.Result} as a line of JSON.
 */
final class Load {

  private static final long MOST_MICROS = 600_000_000;

  private Load() {}

  public static void main(String[] arguments) throws Exception {
    try (Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
      while (lines.hasNextLine()) {
        Work work = JsonMapper.shared().readValue(lines.nextLine(), Work.class);
        System.out.println(JsonMapper.shared().writeValueAsString(run(work)));
      }
    }
    System.exit(0);
  }

  private static Work.Result run(Work work) throws Exception {
    Histogram latencies = new ConcurrentHistogram(MOST_MICROS, 3);
    AtomicInteger next = new AtomicInteger();
    AtomicInteger failures = new AtomicInteger();
    AtomicReference<String> failure = new AtomicReference<>("");
    CountDownLatch ready = new CountDownLatch(work.callers());
    CountDownLatch start = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(work.callers());
    AtomicReference<Long> begin = new AtomicReference<>(0L);
    for (int i = 0; i < work.callers(); i++) {
      Thread.ofPlatform()
          .start(() -> {
            try (LoadCall call = LoadCall.of(work)) {
              ready.countDown();
              start.await();
              each(work, call, begin.get(), next, failures, failure, latencies);
            } catch (Exception trouble) {
              failures.incrementAndGet();
              failure.compareAndSet("", String.valueOf(trouble));
              ready.countDown();
            } finally {
              done.countDown();
            }
          });
    }
    ready.await();
    begin.set(System.nanoTime());
    start.countDown();
    done.await();
    long took = System.nanoTime() - begin.get();
    Histogram corrected =
        work.perSecond() > 0
            ? latencies
            : latencies.copyCorrectedForCoordinatedOmission(
                Math.max(1, (long) latencies.getMean()));
    Map<String, Double> told = new LinkedHashMap<>();
    for (double percentile : new double[] {50, 95, 99}) {
      told.put("p" + (int) percentile, (double) corrected.getValueAtPercentile(percentile) / 1_000);
    }
    told.put("max", (double) latencies.getMaxValue() / 1_000);
    return new Work.Result(
        (int) latencies.getTotalCount(), failures.get(), failure.get(), took, told);
  }

  private static void each(
      Work work,
      LoadCall call,
      long begin,
      AtomicInteger next,
      AtomicInteger failures,
      AtomicReference<String> failure,
      Histogram latencies) {
    long end = begin + work.millis() * 1_000_000;
    for (; ; ) {
      int number = next.getAndIncrement();
      if (work.count() > 0 && number >= work.count()) {
        return;
      }
      long due = System.nanoTime();
      if (work.perSecond() > 0) {
        due = begin + (long) (number * 1e9 / work.perSecond());
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
      }
      if (due >= end) {
        return;
      }
      try {
        call.make(number);
        latencies.recordValue(Math.min(MOST_MICROS, (System.nanoTime() - due) / 1_000));
      } catch (Exception trouble) {
        failure.compareAndSet("", String.valueOf(trouble));
        if (failures.incrementAndGet() > 100) {
          return;
        }
      }
    }
  }
}
