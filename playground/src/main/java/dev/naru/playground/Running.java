package dev.naru.playground;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running parts. They are stopped in reverse order, each within its own time limit, so that a
 * part that hangs doesn't keep PostgreSQL from stopping. This also works in the middle of a start.
 */
final class Running implements AutoCloseable {

  /**
   * How long a stop waits for parts that are still starting. It is longer than any part's start,
   * and shorter than the 30 s that SIGTERM allows in all.
   */
  private static final Duration START_ENDS_WITHIN = Duration.ofSeconds(10);

  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean closing;
  private int starting;

  private record Part(String name, AutoCloseable running, Duration limit) {}

  /** Starts a part on its own thread; the future fails when everything is already being stopped. */
  <T extends AutoCloseable> CompletableFuture<T> start(
      String name, Duration stopLimit, Callable<T> start) {
    CompletableFuture<T> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("start " + name)
        .start(() -> {
          try {
            started.complete(startNow(name, stopLimit, start));
          } catch (Throwable e) {
            started.completeExceptionally(e);
          }
        });
    return started;
  }

  private <T extends AutoCloseable> T startNow(String name, Duration stopLimit, Callable<T> start)
      throws Exception {
    begin();
    try {
      T part = start.call();
      synchronized (this) {
        parts.push(new Part(name, part, stopLimit));
      }
      return part;
    } finally {
      ended();
    }
  }

  private synchronized void begin() {
    if (closing) {
      throw new IllegalStateException("naru is stopping");
    }
    starting++;
  }

  private synchronized void ended() {
    starting--;
    notifyAll();
  }

  /** Stops everything; a second call does nothing. */
  @Override
  public void close() {
    awaitStarts();
    for (Part part = next(); part != null; part = next()) {
      stop(part);
    }
  }

  private synchronized void awaitStarts() {
    closing = true;
    long deadline = System.nanoTime() + START_ENDS_WITHIN.toNanos();
    try {
      while (starting > 0 && System.nanoTime() < deadline) {
        wait(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Part next() {
    return parts.poll();
  }

  private static void stop(Part part) {
    Logger log = LoggerFactory.getLogger(Running.class);
    Thread stopping =
        Thread.ofPlatform()
            .name("stop " + part.name)
            .daemon()
            .start(() -> {
              try {
                part.running.close();
              } catch (Exception e) {
                log.warn("stopping the {}", part.name, e);
              }
            });
    try {
      if (!stopping.join(part.limit)) {
        log.warn("the {} did not stop within {}", part.name, part.limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
