package dev.naru.hub.webhook;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Places by key, so that who is slow fills no more than its own (G22). Holds only keys that are in
 * use or waited for.
 */
final class Bulkhead<K> {

  private final ConcurrentMap<K, Places> byKey = new ConcurrentHashMap<>();
  private final int places;

  Bulkhead(int places) {
    this.places = places;
  }

  /** Takes a place, waiting for one at most so long; each true needs a {@link #leave}. */
  boolean enter(K key, Duration wait) throws InterruptedException {
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

  void leave(K key) {
    Places own = byKey.get(key);
    if (own == null) {
      throw new IllegalStateException("nobody is inside");
    }
    own.free.release();
    forget(key);
  }

  /** How many keys are held: 0 when nobody is inside or waits. */
  int size() {
    return byKey.size();
  }

  private void forget(K key) {
    byKey.computeIfPresent(key, (any, own) -> --own.users == 0 ? null : own);
  }

  /** {@code users} counts those inside and those waiting; changed inside {@code compute} only. */
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
