package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreaTime;
import java.time.Instant;

/**
 * When a deposit came in (protocols/mobilians.md §2.10).
 *
 * <p><b>Not settled by a public source:</b> {@code Rcptresultdt} is the deposit's deadline in one
 * description and its time in another. Fourteen digits that aren't in the future are a time; else
 * the notice's arrival is taken.
 */
final class DepositTime {
  private DepositTime() {}

  static Instant of(String rcptresultdt, Instant now) {
    return KoreaTime.read(rcptresultdt).filter(told -> !told.isAfter(now)).orElse(now);
  }
}
