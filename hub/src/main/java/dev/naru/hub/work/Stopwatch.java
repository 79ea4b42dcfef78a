package dev.naru.hub.work;

import java.time.Duration;

/** Measures how long something takes in real time, whatever the hub's clock does meanwhile. */
public record Stopwatch(long startNanos) {

  public static Stopwatch start() {
    return new Stopwatch(System.nanoTime());
  }

  /** The time since the start. */
  public Duration took() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
