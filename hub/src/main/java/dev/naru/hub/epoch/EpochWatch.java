package dev.naru.hub.epoch;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Compares the database with the file before the web server starts, and then every second. */
final class EpochWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(EpochWatch.class);

  private static final Duration EACH = Duration.ofSeconds(1);

  private final DatabaseEpoch epoch;
  private final EpochFile file;
  private @Nullable ScheduledExecutorService looking;
  private boolean troubled;

  EpochWatch(DatabaseEpoch epoch, EpochFile file) {
    this.epoch = epoch;
    this.file = file;
  }

  @Override
  public synchronized void start() {
    look();
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("epoch").factory());
    // The task throws nothing, so nobody has to wait for its end.
    var _ =
        started.scheduleWithFixedDelay(
            this::look, EACH.toMillis(), EACH.toMillis(), TimeUnit.MILLISECONDS);
    looking = started;
  }

  private void look() {
    try {
      epoch.look(file);
      troubled = false;
    } catch (RuntimeException trouble) {
      // The database may be away for a while; the next comparison makes up for it. One warning is
      // enough.
      if (!troubled) {
        log.warn("could not compare the database's epoch: {}", trouble.toString());
      }
      troubled = true;
    }
  }

  @Override
  public synchronized void stop() {
    ScheduledExecutorService own = looking;
    if (own != null) {
      own.shutdown();
      looking = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return looking != null;
  }

  /** Starts before every other part that works in the background. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 8192;
  }
}
