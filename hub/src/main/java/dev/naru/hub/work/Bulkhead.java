package dev.naru.hub.work;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Allows a fixed number of callers per key at a time, so that one slow key uses up no more than its
 * own places (G22). Remembers only keys that are in use or waited for. Thread-safe.
 */
public final class Bulkhead<K> {

  private final ConcurrentMap<K, Places> byKey = new ConcurrentHashMap<>();
  private final int places;

  /**
   * @param places how many callers of one key may be inside at a time
   */
  public Bulkhead(int places) {
    this.places = places;
  }

  /**
   * Takes a place of the key. A caller that gets true must call {@link #leave} once.
   *
   * @param wait the longest time to wait for a place
   * @return false if there was no place in that time
   * @throws InterruptedException if the thread is interrupted while it waits; it then holds no
   *     place
   */
  public boolean enter(K key, Duration wait) throws InterruptedException {
    Places own = byKey.compute(key, (any, known) -> Places.oneMore(known, places));
    boolean entered = false;
    try {
      entered = own.free.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
      return entered;
    } finally {
      if (!entered) {
        forget(key);
      }
    }
  }

  /**
   * Gives a place back.
   *
   * @throws IllegalStateException if no caller holds a place
   */
  public void leave(K key) {
    Places own = byKey.get(key);
    if (own == null) {
      throw new IllegalStateException("nobody is inside");
    }
    own.free.release();
    forget(key);
  }

  /** The number of keys that are in use or waited for. */
  int size() {
    return byKey.size();
  }

  private void forget(K key) {
    byKey.computeIfPresent(key, (any, own) -> --own.users == 0 ? null : own);
  }

  /** {@code users} counts callers inside and waiting; it changes inside {@code compute} only. */
  private static final class Places {
    private final Semaphore free;
    private int users;

    private Places(int places) {
      free = new Semaphore(places, true);
    }

    private static Places oneMore(@Nullable Places known, int places) {
      Places own = known == null ? new Places(places) : known;
      own.users++;
      return own;
    }
  }
}
