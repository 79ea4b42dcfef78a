package dev.naru.hub.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in a run, in order. Says nothing of ids that are drawn at random. */
final class Trace {

  private final boolean kept;
  private final List<String> lines = new ArrayList<>();
  private Supplier<Instant> time = () -> Instant.EPOCH;
  private Instant start = Instant.EPOCH;

  Trace(boolean kept) {
    this.kept = kept;
  }

  void clock(Supplier<Instant> now) {
    time = now;
    start = now.get();
  }

  void say(Supplier<String> line) {
    if (kept) {
      Duration since = Duration.between(start, time.get());
      lines.add("%10.3f  %s".formatted(since.toMillis() / 1000.0, line.get()));
    }
  }

  List<String> lines() {
    return lines;
  }
}
