package dev.naru.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.sandbox.testkit.Concurrently;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxClockTest {

  @TempDir private Path home;

  private SandboxClock at(String korea) {
    return SandboxClock.open(home, InstantSource.fixed(instant(korea)));
  }

  private static Instant advance(SandboxClock clock, String text) {
    try (SandboxClock.Advance advance = clock.advance(text)) {
      advance.finish();
      return clock.instant();
    }
  }

  private static Instant instant(String korea) {
    return OffsetDateTime.parse(korea + "+09:00").toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    // In UTC it is still the 30th, and a month later would be March 1st in Korea.
    "2026-01-31T00:30:00, P1M,      2026-02-28T00:30:00",
    "2028-01-31T23:59:59, P1M,      2028-02-29T23:59:59",
    "2026-03-31T12:00:00, P1M,      2026-04-30T12:00:00",
    "2026-03-01T08:00:00, P1M,      2026-04-01T08:00:00",
    "2026-12-31T23:00:00, PT1H,     2027-01-01T00:00:00",
    "2026-01-01T00:00:00, P1DT2H,   2026-01-02T02:00:00",
    "2026-01-01T00:00:00, P2W,      2026-01-15T00:00:00",
    "2026-01-01T00:00:00, P1Y2M3D,  2027-03-04T00:00:00",
    "2026-01-01T00:00:00, PT0.5S,   2026-01-01T00:00:00.5",
    "2026-01-01T00:00:00, P1MT30M,  2026-02-01T00:30:00",
    "2026-01-01T00:00:00, pt30m,    2026-01-01T00:30:00",
  })
  void it_moves_on_the_korean_calendar(String now, String advance, String then) {
    SandboxClock clock = at(now);

    assertThat(advance(clock, advance)).isEqualTo(instant(then));
    assertThat(clock.instant()).isEqualTo(instant(then));
    assertThat(clock.offset()).isEqualTo(Duration.between(instant(now), instant(then)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"P0D", "PT0S", "-P1D", "P-1D", "PT-1S", "P1DT-48H", "P8000Y", "P999999999Y"})
  void it_goes_forward_only_and_within_the_calendar(String advance) {
    SandboxClock clock = at("2026-01-01T00:00:00");

    assertThatThrownBy(() -> advance(clock, advance))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(advance);
    assertThat(clock.offset()).isZero();
    assertThat(home.resolve("clock")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "P", "PT", "P1DT", "T1H", "1 month", "P1X", "P1M ", "PT9999999999999999999H"})
  void what_is_not_a_duration_is_named(String advance) {
    SandboxClock clock = at("2026-01-01T00:00:00");

    assertThatThrownBy(() -> advance(clock, advance))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an ISO-8601 duration: " + advance);
  }

  @Test
  void the_offset_survives_a_restart_and_adds_up() {
    advance(at("2026-01-31T00:00:00"), "P1M");

    SandboxClock again = at("2026-01-31T00:00:10");
    assertThat(again.instant()).isEqualTo(instant("2026-02-28T00:00:10"));
    advance(again, "PT1M");
    assertThat(at("2026-01-31T00:00:20").instant()).isEqualTo(instant("2026-02-28T00:01:20"));
  }

  /** The clock must not reach midnight while work that is due before midnight still runs. */
  @Test
  void it_stands_still_at_a_stop_and_counts_the_time_that_the_way_took() {
    AtomicReference<Instant> real = new AtomicReference<>(instant("2026-01-01T00:00:00"));
    SandboxClock clock = SandboxClock.open(home, real::get);
    try (SandboxClock.Advance advance = clock.advance("P1M")) {
      advance.stopAt(instant("2026-01-31T23:59:59"));
      real.set(instant("2026-01-01T00:00:40"));
      assertThat(clock.instant()).isEqualTo(instant("2026-01-31T23:59:59"));
      advance.finish();
    }
    assertThat(clock.instant()).isEqualTo(instant("2026-02-01T00:00:40"));
    assertThat(clock.offset()).isEqualTo(Duration.ofDays(31));
  }

  @Test
  void a_kill_on_the_way_does_not_set_it_back() {
    SandboxClock.Advance advance = at("2026-01-01T00:00:00").advance("P1Y");
    advance.stopAt(instant("2026-03-04T05:06:07"));
    advance.stopAt(instant("2026-03-04T05:06:08"));

    assertThat(at("2026-01-01T00:00:00").instant()).isEqualTo(instant("2026-03-04T05:06:08"));
  }

  @Test
  void an_advance_that_is_given_up_runs_on_from_its_last_stop() {
    SandboxClock clock = at("2026-01-01T00:00:00");
    try (SandboxClock.Advance advance = clock.advance("P1Y")) {
      advance.stopAt(instant("2026-03-04T05:06:07"));
    }
    assertThat(clock.instant()).isEqualTo(instant("2026-03-04T05:06:07"));
    assertThat(advance(clock, "PT1S")).isEqualTo(instant("2026-03-04T05:06:08"));
  }

  @Test
  void it_stops_only_on_its_way() {
    try (SandboxClock.Advance advance = at("2026-01-01T00:00:00").advance("P1D")) {
      assertThatThrownBy(() -> advance.stopAt(instant("2026-01-02T00:00:01")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> advance.stopAt(instant("2025-12-31T23:59:59")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void advances_at_the_same_time_all_count() throws Exception {
    SandboxClock clock = at("2026-01-01T00:00:00");

    Concurrently.run(16, () -> advance(clock, "PT1H"));

    assertThat(clock.offset()).isEqualTo(Duration.ofHours(16));
    assertThat(at("2026-01-01T00:00:00").offset()).isEqualTo(Duration.ofHours(16));
  }

  @Test
  void an_advance_that_cannot_be_kept_does_not_take_effect() throws Exception {
    SandboxClock clock = at("2026-01-01T00:00:00");
    Files.createDirectory(home.resolve("clock.new")); // where it must write

    assertThatThrownBy(() -> advance(clock, "P1D")).isInstanceOf(UncheckedIOException.class);
    assertThat(clock.offset()).isZero();
  }

  @Test
  void a_file_that_is_not_a_clocks_is_named() throws Exception {
    Files.writeString(home.resolve("clock"), "tomorrow");

    assertThatThrownBy(() -> at("2026-01-01T00:00:00"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(home.resolve("clock").toString());
  }
}
