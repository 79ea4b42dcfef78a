package dev.naru.sandbox;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Where the clock stops on its way to a target, so that what falls due runs at its own time: within
 * its second for the first {@value #EXACT} stops, within its hour for the next {@value #HOURLY},
 * within its day after that. A stop is the last microsecond of its span and never crosses a Korean
 * midnight, so rules of days and months stay true, and a year has at most 366 stops more.
 */
final class ClockStops {

  static final int EXACT = 300;
  static final int HOURLY = 300;

  private final Instant target;
  private int made;

  ClockStops(Instant target) {
    this.target = target;
  }

  /**
   * The next stop.
   *
   * @param due what falls due next, to the microsecond (PostgreSQL's own grain); not after the
   *     target
   * @return from {@code due} on, and not after the target
   */
  Instant next(Instant due) {
    ChronoUnit span = span(made++);
    ZonedDateTime begin = SandboxClock.inKorea(due).truncatedTo(span);
    Instant end = begin.plus(1, span).minus(1, ChronoUnit.MICROS).toInstant();
    return end.isBefore(target) ? end : target;
  }

  private static ChronoUnit span(int before) {
    if (before < EXACT) {
      return ChronoUnit.SECONDS;
    }
    return before < EXACT + HOURLY ? ChronoUnit.HOURS : ChronoUnit.DAYS;
  }
}
