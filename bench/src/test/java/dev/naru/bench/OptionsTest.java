package dev.naru.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the benchmark's options and its statistics; the load itself is no test. */
class OptionsTest {

  @Test
  void the_usual_load_is_ten_thousand_schedules_and_a_pg_of_fifty_milliseconds() {
    Options usual = Options.of(List.of());
    assertThat(usual.count()).isEqualTo(10_000);
    assertThat(usual.pgDelay().toMillis()).isEqualTo(50);
    assertThat(usual.webhooks()).isTrue();
  }

  @Test
  void an_option_changes_what_it_names_and_nothing_else() {
    Options changed = Options.of(List.of("--count", "500", "--webhooks", "off", "--keys", "500"));
    assertThat(changed.count()).isEqualTo(500);
    assertThat(changed.keys()).isEqualTo(500);
    assertThat(changed.webhooks()).isFalse();
    assertThat(changed.lead()).isEqualTo(Options.of(List.of()).lead());
  }

  @Test
  void what_it_does_not_know_is_named() {
    assertThatThrownBy(() -> Options.of(List.of("--speed", "1"))).hasMessageContaining("--speed");
    assertThatThrownBy(() -> Options.of(List.of("--count", "0"))).hasMessageContaining("--count");
    assertThatThrownBy(() -> Options.of(List.of("--webhooks", "no"))).hasMessageContaining("no");
    assertThatThrownBy(() -> Options.of(List.of("--count"))).hasMessageContaining("no value");
    assertThatThrownBy(() -> Options.of(List.of("--count", "10"))).hasMessageContaining("--keys");
  }

  @Test
  void a_percentile_is_a_time_that_was_measured() {
    var timings = new Timings();
    for (int ms = 100; ms >= 1; ms--) {
      timings.add(ms * 1_000_000L);
    }
    assertThat(timings.percentileMs(50)).isEqualTo(50);
    assertThat(timings.percentileMs(99)).isEqualTo(99);
    assertThat(timings.maxMs()).isEqualTo(100);
    assertThat(new Timings().percentileMs(50)).isNaN();
  }
}
