package dev.naru.hub.brake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The brake that each process counts for itself. */
@Tag("G38")
class LocalBrakeTest {

  private final SettableTime time = new SettableTime(Instant.parse("2026-03-02T01:00:00Z"));
  private final LocalBrake brake = new LocalBrake(10, Duration.ofMinutes(1), time);

  @Test
  void a_caller_uses_what_it_has_and_waits_for_the_end_of_its_window() {
    assertThat(brake.use("a", 6)).isEmpty();
    time.advance(Duration.ofSeconds(20));
    assertThat(brake.use("a", 5)).contains(Duration.ofSeconds(40));
    assertThat(brake.use("a", 4)).as("a refused use takes nothing").isEmpty();
    assertThat(brake.full("a", 1)).contains(Duration.ofSeconds(40));
    assertThat(brake.use("b", 10)).as("another caller").isEmpty();

    time.advance(Duration.ofSeconds(40));
    assertThat(brake.full("a", 10)).isEmpty();
    assertThat(brake.use("a", 10)).isEmpty();
  }

  @Test
  @Tag("G39")
  void a_flood_of_callers_cannot_make_it_grow_and_forgets_the_longest_unseen_first() {
    assertThat(brake.use("old", 10)).isEmpty();
    for (int i = 0; i < LocalBrake.CALLERS; i++) {
      assertThat(brake.use("caller " + i, 10)).isEmpty();
    }
    assertThat(brake.use("old", 10)).isEmpty();
    assertThat(brake.full("caller " + (LocalBrake.CALLERS - 1), 1)).isPresent();
  }
}
