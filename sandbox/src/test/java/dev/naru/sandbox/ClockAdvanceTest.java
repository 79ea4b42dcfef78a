package dev.naru.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockAdvanceTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant DUE = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path home;

  private SandboxClock clock() {
    return SandboxClock.open(home, InstantSource.fixed(NOW));
  }

  private static ClockAdvance advance(SandboxClock clock, PlaygroundControl hub, Duration limit) {
    return new ClockAdvance(clock, new NoNotices(), hub, limit);
  }

  @Test
  void what_does_not_end_in_time_leaves_the_clock_at_its_stop() {
    SandboxClock clock = clock();
    Instant stop = DUE.plusSeconds(1).minusNanos(1_000);

    ClockAdvance.Progress progress =
        advance(clock, new OneThing(clock, false), Duration.ofMillis(300)).run("P1M");

    assertThat(progress)
        .isEqualTo(new ClockAdvance.Progress(stop, Instant.parse("2026-02-01T00:00:00Z"), false));
    assertThat(clock.instant()).isEqualTo(stop);
    assertThat(
            advance(clock, new OneThing(clock, true), Duration.ofMinutes(1)).run("P1D").arrived())
        .as("the next advance")
        .isTrue();
  }

  @Test
  void trouble_on_the_way_lets_the_clock_run_on_from_its_stop() {
    SandboxClock clock = clock();
    var trouble =
        new OneThing(clock, true) {
          @Override
          void happens() {
            throw new IllegalStateException("the hub is gone");
          }
        };

    assertThatThrownBy(() -> advance(clock, trouble, Duration.ofMinutes(1)).run("P1M"))
        .hasMessage("the hub is gone");
    assertThat(clock.instant()).isEqualTo(DUE.plusSeconds(1).minusNanos(1_000));
    assertThat(
            advance(clock, new OneThing(clock, true), Duration.ofMinutes(1)).run("P1D").arrived())
        .isTrue();
  }

  /** A hub with one piece of due work. */
  private static class OneThing implements PlaygroundControl {
    private final SandboxClock clock;
    private final boolean ends;

    OneThing(SandboxClock clock, boolean ends) {
      this.clock = clock;
      this.ends = ends;
    }

    void happens() {}

    @Override
    public void settle(Duration limit) {
      if (clock.instant().isBefore(DUE)) {
        return;
      }
      happens();
      long end = System.nanoTime() + limit.toNanos();
      while (!ends && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }

    @Override
    public Optional<Instant> nextDue(Instant after) {
      return Optional.of(DUE).filter(due -> due.isAfter(after));
    }

    @Override
    public String putSetting(String name, String value) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public Map<String, String> newMerchant(
        List<Map<String, String>> channels, Optional<String> tier) {
      throw new UnsupportedOperationException("no merchants here");
    }
  }

  private static final class NoNotices implements Notices {
    @Override
    public void send(Notice notice) {
      throw new UnsupportedOperationException(notice.tid());
    }

    @Override
    public void settle(Duration limit) {}

    @Override
    public Optional<Instant> nextDue(Instant after) {
      return Optional.empty();
    }
  }
}
