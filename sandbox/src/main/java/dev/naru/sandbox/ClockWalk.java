package dev.naru.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Moves the clock from one thing that falls due to the next (at {@link ClockStops}) and waits at
 * each until the PGs and the hub are done with it, so that a year isn't run at its end.
 */
final class ClockWalk {

  private final SandboxClock clock;
  private final Notices notices;
  private final PlaygroundControl playground;
  private final Duration limit;

  /**
   * @param limit real time for the whole way
   */
  ClockWalk(SandboxClock clock, Notices notices, PlaygroundControl playground, Duration limit) {
    this.clock = clock;
    this.notices = notices;
    this.playground = playground;
    this.limit = limit;
  }

  /**
   * How far it came.
   *
   * @param arrived false when the limit was over first; the clock goes on from {@code now} then
   */
  record Way(Instant now, Instant target, boolean arrived) {}

  /**
   * @param advance an ISO-8601 duration
   * @throws IllegalArgumentException as {@link SandboxClock#begin}
   */
  Way go(String advance) {
    try (SandboxClock.Walk walk = clock.begin(advance)) {
      return go(walk);
    }
  }

  private Way go(SandboxClock.Walk walk) {
    long end = System.nanoTime() + limit.toNanos();
    ClockStops stops = new ClockStops(walk.target());
    boolean settled = settle(end);
    Optional<Instant> due = nextDue(walk);
    while (settled && due.isPresent()) {
      walk.standAt(stops.next(due.get()));
      settled = settle(end);
      due = nextDue(walk);
    }
    if (settled) {
      walk.standAt(walk.target());
      settled = settle(end);
    }
    if (!settled) {
      return new Way(clock.instant(), walk.target(), false);
    }
    walk.arrive();
    // The way took real time, and that has passed here too.
    settled = settle(end);
    return new Way(clock.instant(), walk.target(), settled);
  }

  private Optional<Instant> nextDue(SandboxClock.Walk walk) {
    Instant now = clock.instant();
    return Stream.of(notices.nextDue(now), playground.nextDue(now))
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .filter(due -> !due.isAfter(walk.target()));
  }

  /** Notices give the hub work, and what the hub then does may give the PGs something to tell. */
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
