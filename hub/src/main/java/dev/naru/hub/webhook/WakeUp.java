package dev.naru.hub.webhook;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bell: any number of signals before somebody waits count as one. */
final class WakeUp {

  private final Semaphore bell = new Semaphore(0);

  void signal() {
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  void await(Duration limit) throws InterruptedException {
    if (bell.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      bell.drainPermits();
    }
  }
}
