package dev.naru.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carries out {@code POST /control/clock}. The clock doesn't jump to its target: it stops wherever
 * work falls due ({@link ClockStops}) and waits there until the PGs and the hub have done that
 * work, so that each schedule and each retry of a year runs at its own time.
 */
final class ClockAdvance {

  private final SandboxClock clock;
  private final Notices notices;
  private final PlaygroundControl playground;
  private final Duration limit;

  /**
   * @param limit how much real time the whole advance may take
   */
  ClockAdvance(SandboxClock clock, Notices notices, PlaygroundControl playground, Duration limit) {
    this.clock = clock;
    this.notices = notices;
    this.playground = playground;
    this.limit = limit;
  }

  /**
   * How far the clock was moved.
   *
   * @param now the clock's time at the end
   * @param target the time that the clock was to reach
   * @param arrived false when the limit was over first; the clock then runs on from {@code now}
   */
  record Progress(Instant now, Instant target, boolean arrived) {}

  /**
   * Moves the clock and waits for the work that falls due on the way.
   *
   * @param duration ISO-8601
   * @throws IllegalArgumentException under the same conditions as {@link SandboxClock#advance}
   */
  Progress run(String duration) {
    try (SandboxClock.Advance advance = clock.advance(duration)) {
      return run(advance);
    }
  }

  private Progress run(SandboxClock.Advance advance) {
    long end = System.nanoTime() + limit.toNanos();
    ClockStops stops = new ClockStops(advance.target());
    boolean settled = settle(end);
    Optional<Instant> due = nextDue(advance);
    while (settled && due.isPresent()) {
      advance.stopAt(stops.next(due.get()));
      settled = settle(end);
      due = nextDue(advance);
    }
    if (settled) {
      advance.stopAt(advance.target());
      settled = settle(end);
    }
    if (!settled) {
      return new Progress(clock.instant(), advance.target(), false);
    }
    advance.finish();
    // The advance took real time, which the clock now catches up with, so more work may be due.
    settled = settle(end);
    return new Progress(clock.instant(), advance.target(), settled);
  }

  private Optional<Instant> nextDue(SandboxClock.Advance advance) {
    Instant now = clock.instant();
    return Stream.of(notices.nextDue(now), playground.nextDue(now))
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .filter(due -> !due.isAfter(advance.target()));
  }

  /**
   * Waits for notices and hub in turns: a notice may give the hub work, and the hub's work may
   * cause another notice.
   */
  private boolean settle(long end) {
    notices.settle(until(end));
    playground.settle(until(end));
    notices.settle(until(end));
    return System.nanoTime() < end;
  }

  private static Duration until(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
