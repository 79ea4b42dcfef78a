package dev.naru.acceptance;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Polls for something that another process is about to do, for a limited time. */
final class Eventually {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private Eventually() {}

  /**
   * Polls until the condition holds.
   *
   * @param what describes the condition in the failure message
   * @return the first value that satisfies the condition
   */
  static <T> T see(String what, Supplier<T> look, Predicate<? super T> condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    T last = look.get();
    while (!condition.test(last)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never saw " + what + "; the last look showed: " + last);
      }
      pause();
      last = look.get();
    }
    return last;
  }

  private static void pause() {
    try {
      // A latch that nobody counts down waits, and can be interrupted.
      boolean never = new CountDownLatch(1).await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
