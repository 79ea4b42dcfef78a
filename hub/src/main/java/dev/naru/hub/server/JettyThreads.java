package dev.naru.hub.server;

import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The threads that accept connections and read requests' headers. They are platform threads:
 * virtual threads share one queue for the processors, in which busy requests would stand ahead of
 * the health checks.
 */
final class JettyThreads extends QueuedThreadPool {

  /**
   * How many threads there can be. They wait only for the network; a few always accept and read
   * connections.
   */
  private static final int MOST = 64;

  private static final int LEAST = 4;

  JettyThreads(String name) {
    super(MOST, LEAST);
    setName(name);
    setDaemon(true);
  }
}
