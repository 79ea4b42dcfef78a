package dev.naru.hub.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What this process is sending: from the claim until the result is written. Thread-safe. */
final class SendsUnderWay {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Map<UUID, DueTask> byTask = new LinkedHashMap<>();

  void begin(Collection<DueTask> tasks) {
    lock.lock();
    try {
      tasks.forEach(task -> byTask.put(task.id(), task));
    } finally {
      lock.unlock();
    }
  }

  void end(Collection<DueTask> tasks) {
    lock.lock();
    try {
      tasks.forEach(task -> byTask.remove(task.id(), task));
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<DueTask> all() {
    lock.lock();
    try {
      return new ArrayList<>(byTask.values());
    } finally {
      lock.unlock();
    }
  }

  static Map<Long, Integer> byMerchant(List<DueTask> tasks) {
    Map<Long, Integer> sends = new HashMap<>();
    tasks.forEach(task -> sends.merge(task.merchantId(), 1, Integer::sum));
    return sends;
  }

  /** Returns when some end, or after the limit. */
  void awaitEnd(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      boolean signalled = ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (signalled) {
        return;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * @return false when some were still under way after the limit
   */
  boolean awaitNone(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (!byTask.isEmpty() && left > 0) {
        left = ended.awaitNanos(left);
      }
      return byTask.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
