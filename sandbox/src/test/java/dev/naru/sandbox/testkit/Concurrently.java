package dev.naru.sandbox.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs calls at the same time. */
public final class Concurrently {

  private Concurrently() {}

  /** Runs a call on several threads that begin together; the results. */
  public static <T> List<T> run(int threads, Callable<T> call) throws Exception {
    return run(Collections.nCopies(threads, call));
  }

  /** Runs each call on a thread of its own, all beginning together; the results in their order. */
  public static <T> List<T> run(List<Callable<T>> calls) throws Exception {
    var start = new CyclicBarrier(calls.size());
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (Callable<T> call : calls) {
        running.add(
            pool.submit(() -> {
              start.await();
              return call.call();
            }));
      }
      var results = new ArrayList<T>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    }
  }
}
