package dev.naru.hub.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The pieces of work that this process is carrying out, by lane. Thread-safe. */
final class UnderWay<T> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final IdentityHashMap<T, Lane> laneOf = new IdentityHashMap<>();
  private final Map<Lane, Integer> countOf = new HashMap<>();

  void begin(Lane lane, Collection<T> pieces) {
    lock.lock();
    try {
      pieces.forEach(piece -> laneOf.put(piece, lane));
      if (!pieces.isEmpty()) {
        countOf.merge(lane, pieces.size(), Integer::sum);
      }
    } finally {
      lock.unlock();
    }
  }

  void end(Lane lane, T piece) {
    lock.lock();
    try {
      laneOf.remove(piece);
      countOf.computeIfPresent(lane, (any, count) -> count == 1 ? null : count - 1);
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int total() {
    lock.lock();
    try {
      return laneOf.size();
    } finally {
      lock.unlock();
    }
  }

  int in(Lane lane) {
    lock.lock();
    try {
      return countOf.getOrDefault(lane, 0);
    } finally {
      lock.unlock();
    }
  }

  List<T> piecesIn(Lane lane) {
    lock.lock();
    try {
      return laneOf.entrySet().stream()
          .filter(each -> each.getValue().equals(lane))
          .map(Map.Entry::getKey)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  List<T> all() {
    lock.lock();
    try {
      return new ArrayList<>(laneOf.keySet());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a piece has ended, or until the limit.
   *
   * @return whether one has ended
   */
  @SuppressWarnings("WaitNotInLoop") // Woken for nothing, its caller only looks once more.
  boolean awaitEnd(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until nothing is under way, or until the limit.
   *
   * @return whether nothing is under way
   */
  boolean awaitNone(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (!laneOf.isEmpty() && left > 0) {
        left = ended.awaitNanos(left);
      }
      return laneOf.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
