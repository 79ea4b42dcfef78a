package dev.naru.hub.server;

import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The threads that take connections and read requests' heads. They aren't virtual ones: those have
 * no more than the processors among all of them and wait for each other in one row, so that busy
 * requests would stand before the health of the hub.
 */
final class JettyThreads extends QueuedThreadPool {

  /** None of them waits for anything but the network; a few always take and read connections. */
  private static final int MOST = 64;

  private static final int LEAST = 4;

  JettyThreads(String name) {
    super(MOST, LEAST);
    setName(name);
    setDaemon(true);
  }
}
