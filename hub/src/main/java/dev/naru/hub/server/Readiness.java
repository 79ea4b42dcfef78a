package dev.naru.hub.server;

import dev.naru.hub.work.Stopwatch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Says whether the hub can work: it isn't starting or stopping, and its database accepts a write.
 * However often it is asked, it tries at most one write a second. It answers within a second, also
 * if the database doesn't. Thread-safe.
 */
final class Readiness implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(Readiness.class);

  private static final Duration FRESH = Duration.ofSeconds(1);

  /** How long a success counts while the next trial is under way. */
  private static final Duration STILL_GOOD = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofMillis(700);

  /** How long a write may take on a busy machine before the database counts as away. */
  private static final Duration LATE = Duration.ofSeconds(5);

  private final BooleanSupplier accepting;
  private final Probe probe;
  private @Nullable Trial trial;
  private volatile @Nullable Stopwatch lastSuccess;
  private volatile boolean up;

  /** Tries a write, and throws an exception if it fails. */
  interface Probe extends AutoCloseable {
    void tryWrite() throws Exception;

    @Override
    void close();
  }

  private record Trial(Stopwatch watch, CompletableFuture<Void> done) {}

  /**
   * @param accepting whether the hub accepts requests; false while it starts or stops
   */
  Readiness(BooleanSupplier accepting, Probe probe) {
    this.accepting = accepting;
    this.probe = probe;
  }

  /** The result of {@link #ready()}, for which it waits. */
  boolean isReady() {
    return ready().join();
  }

  /**
   * Whether the hub can work. The result comes within a second and is never an exception; no thread
   * waits for it.
   */
  CompletableFuture<Boolean> ready() {
    if (!accepting.getAsBoolean()) {
      return CompletableFuture.completedFuture(false);
    }
    Trial trial = fresh();
    if (up && succeededWithin(STILL_GOOD)) {
      // The trial's result is for the next caller.
      return CompletableFuture.completedFuture(true);
    }
    return trial
        .done()
        .thenApply(_ -> true)
        .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(inTime -> up && (inTime || succeededWithin(LATE)));
  }

  private boolean succeededWithin(Duration age) {
    Stopwatch last = lastSuccess;
    return last != null && last.took().compareTo(age) < 0;
  }

  private synchronized Trial fresh() {
    Trial last = trial;
    if (last != null && (!last.done.isDone() || last.watch.took().compareTo(FRESH) < 0)) {
      return last;
    }
    Trial next = new Trial(Stopwatch.start(), new CompletableFuture<>());
    trial = next;
    // A platform thread, because a virtual one would wait behind all other virtual threads.
    Thread.ofPlatform().daemon().name("readiness").start(() -> attempt(next));
    return next;
  }

  private void attempt(Trial trial) {
    try {
      probe.tryWrite();
      if (!up) {
        log.info("the database takes writes: ready");
      }
      lastSuccess = Stopwatch.start();
      up = true;
    } catch (Exception trouble) {
      if (up) {
        log.warn("the database takes no writes: not ready: {}", trouble.toString());
      }
      up = false;
    } finally {
      trial.done.complete(null);
    }
  }

  @Override
  public void destroy() {
    probe.close();
  }
}
