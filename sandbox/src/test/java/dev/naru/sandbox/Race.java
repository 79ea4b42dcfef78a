package dev.naru.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many threads that do the same thing at once. */
final class Race {

  private Race() {}

  static <T> List<T> of(int threads, Callable<T> each) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (var pool = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  return each.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : running) {
        results.add(future.get());
      }
      return results;
    }
  }
}
