package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreaTime;
import java.time.Instant;

/**
 * The time of a deposit (protocols/mobilians.md §2.10).
 *
 * <p><b>No public source settles</b> what {@code Rcptresultdt} is: one description calls it the
 * deposit's deadline, another its time. Fourteen digits that aren't in the future are read as the
 * time; otherwise the time of the notice's arrival is used.
 */
final class DepositTime {
  private DepositTime() {}

  static Instant of(String rcptresultdt, Instant now) {
    return KoreaTime.read(rcptresultdt).filter(given -> !given.isAfter(now)).orElse(now);
  }
}
