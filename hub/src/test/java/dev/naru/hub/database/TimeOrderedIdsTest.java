package dev.naru.hub.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

  private final SettableTime time = new SettableTime(Instant.parse("2026-03-02T01:00:00Z"));
  private final TimeOrderedIds ids = new TimeOrderedIds(time);

  @Test
  void ids_ascend_even_while_the_clock_stands_still() {
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      drawn.add(ids.next().toString());
    }
    assertThat(drawn).isSorted().doesNotHaveDuplicates();
    time.advance(Duration.ofMillis(100));
    assertThat(ids.next().toString()).isGreaterThan(drawn.getLast());
  }

  @Test
  void an_id_tells_version_variant_and_millisecond() {
    UUID id = ids.next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(time.instant().toEpochMilli());
  }
}
