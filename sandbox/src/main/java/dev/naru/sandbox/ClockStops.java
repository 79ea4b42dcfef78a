package dev.naru.sandbox;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Chooses where the clock stops on its way to a target, so that due work runs close to its own
 * time. The first {@value #EXACT} stops are exact to the second, the next {@value #HOURLY} to the
 * hour, all later ones to the day; this bounds the number of stops. A stop is the last microsecond
 * of its second, hour or day, and never lies after the Korean midnight that follows the due time,
 * so that rules about days and months hold.
 */
final class ClockStops {

  static final int EXACT = 300;
  static final int HOURLY = 300;

  private final Instant target;
  private int stops;

  ClockStops(Instant target) {
    this.target = target;
  }

  /**
   * The next stop.
   *
   * @param due when the next work falls due, with microseconds at most, as PostgreSQL stores it;
   *     not after the target
   * @return a time that is not before {@code due} and not after the target
   */
  Instant next(Instant due) {
    ChronoUnit span = span(stops++);
    ZonedDateTime begin = KoreanTime.at(due).truncatedTo(span);
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
