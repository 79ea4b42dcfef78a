package dev.naru.hub.webhook;

import java.time.Duration;

/** How long something took, in real time: not a clock, it knows no time of day. */
record Stopwatch(long startNanos) {

  static Stopwatch start() {
    return new Stopwatch(System.nanoTime());
  }

  Duration took() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
