package dev.naru.hub.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test moves. */
public final class SettableTime implements InstantSource {

  private final InstantSource from;
  private final AtomicReference<Duration> ahead;

  private SettableTime(InstantSource from, Duration ahead) {
    this.from = from;
    this.ahead = new AtomicReference<>(ahead);
  }

  /** Stands still until it is moved. */
  public SettableTime(Instant now) {
    this(() -> now, Duration.ZERO);
  }

  /** Goes on as the system's does, and is ahead of it by as much as it was moved. */
  public static SettableTime flowing(Duration ahead) {
    return new SettableTime(InstantSource.system(), ahead);
  }

  @Override
  public Instant instant() {
    return from.instant().plus(ahead.get());
  }

  public void advance(Duration duration) {
    ahead.updateAndGet(before -> before.plus(duration));
  }

  /** How far it was moved. */
  public Duration ahead() {
    return ahead.get();
  }
}
