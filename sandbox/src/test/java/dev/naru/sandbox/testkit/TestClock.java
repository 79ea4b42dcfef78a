package dev.naru.sandbox.testkit;

import dev.naru.sandbox.KoreanTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it forward. */
public final class TestClock implements InstantSource {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-15T01:25:00Z"));

  @Override
  public Instant instant() {
    return now.get();
  }

  /** The date in Korea. */
  public LocalDate today() {
    return KoreanTime.at(instant()).toLocalDate();
  }

  /** Moves the clock forward. */
  public void advance(Duration by) {
    now.updateAndGet(n -> n.plus(by));
  }

  /** Moves the clock to ten in the morning of a day in Korea. */
  public void advanceTo(LocalDate day) {
    Instant then = KoreanTime.instant(KoreanTime.day(day) + "100000");
    if (then.isBefore(instant())) {
      throw new IllegalArgumentException("the clock goes forward only: " + day);
    }
    now.set(then);
  }
}
