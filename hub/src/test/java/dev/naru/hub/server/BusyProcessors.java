package dev.naru.hub.server;

import java.util.concurrent.CountDownLatch;

/**
 * Keeps every other virtual thread of this JVM from running until it is closed: that is what so
 * many busy requests do.
 */
final class BusyProcessors implements AutoCloseable {

  private volatile boolean closed;

  BusyProcessors() {
    int all =
        Integer.getInteger(
            "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
    CountDownLatch begun = new CountDownLatch(all);
    for (int i = 0; i < all; i++) {
      Thread.ofVirtual()
          .start(() -> {
            begun.countDown();
            while (!closed) {
              Thread.onSpinWait();
            }
          });
    }
    try {
      begun.await();
    } catch (InterruptedException e) {
      closed = true;
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
