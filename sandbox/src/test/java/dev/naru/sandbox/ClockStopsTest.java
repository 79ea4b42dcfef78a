package dev.naru.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockStopsTest {

  private static final Instant FAR = korea("2030-01-01T00:00:00");

  private static Instant korea(String time) {
    return OffsetDateTime.parse(time + "+09:00").toInstant();
  }

  private static ClockStops after(int made) {
    ClockStops stops = new ClockStops(FAR);
    for (int i = 0; i < made; i++) {
      stops.next(korea("2026-01-01T00:00:00"));
    }
    return stops;
  }

  @ParameterizedTest
  @CsvSource({
    "  0, 2026-01-31T10:20:30,     2026-01-31T10:20:30.999999",
    "299, 2026-01-31T10:20:30.5,   2026-01-31T10:20:30.999999",
    "299, 2026-01-31T23:59:59.999, 2026-01-31T23:59:59.999999",
    "300, 2026-01-31T10:20:30,     2026-01-31T10:59:59.999999",
    "599, 2026-01-31T23:20:30,     2026-01-31T23:59:59.999999",
    "600, 2026-01-31T10:20:30,     2026-01-31T23:59:59.999999",
    // The last day of February here, and still the 27th in UTC.
    "999, 2026-02-28T00:00:00,     2026-02-28T23:59:59.999999",
  })
  void a_stop_ends_the_span_in_which_something_is_due(int made, String due, String stop) {
    assertThat(after(made).next(korea(due))).isEqualTo(korea(stop));
  }

  @ParameterizedTest
  @CsvSource({"0", "300", "600"})
  void no_stop_is_after_the_target(int made) {
    ClockStops stops = new ClockStops(korea("2026-01-31T10:20:30.2"));
    for (int i = 0; i < made; i++) {
      stops.next(korea("2026-01-01T00:00:00"));
    }
    assertThat(stops.next(korea("2026-01-31T10:20:30.1")))
        .isEqualTo(korea("2026-01-31T10:20:30.2"));
  }

  @Test
  void a_year_in_which_something_is_due_each_second_has_a_bounded_number_of_stops() {
    Instant now = korea("2026-01-01T00:00:00");
    Instant target = korea("2027-01-01T00:00:00");
    ClockStops stops = new ClockStops(target);
    int made = 0;
    while (now.isBefore(target)) {
      now = stops.next(now.plus(Duration.ofNanos(1_000)));
      made++;
    }
    assertThat(made).isEqualTo(954);
  }
}
