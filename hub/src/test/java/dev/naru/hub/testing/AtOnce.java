package dev.naru.hub.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does things at the same time, as well as threads can. */
public final class AtOnce {

  private AtOnce() {}

  /** Starts all together; gives what each gave, in the order given. */
  public static <T> List<T> all(List<Callable<T>> tasks) throws Exception {
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> task : tasks) {
        running.add(
            threads.submit(() -> {
              start.await(60, TimeUnit.SECONDS);
              return task.call();
            }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get(400, TimeUnit.SECONDS));
      }
      return results;
    }
  }

  public static <T> List<T> times(int count, Callable<T> task) throws Exception {
    return all(Collections.nCopies(count, task));
  }
}
