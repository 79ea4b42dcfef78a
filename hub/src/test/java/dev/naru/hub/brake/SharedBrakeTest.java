package dev.naru.hub.brake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.brake.SharedBrake.Answer;
import dev.naru.hub.brake.SharedBrake.Counter;
import dev.naru.hub.testing.SettableTime;
import dev.naru.hub.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The brake that all nodes share, by itself. */
@Tag("G38")
class SharedBrakeTest {

  private static final DataSource DATABASE = TestDatabase.fresh();

  private final SettableTime time = new SettableTime(Instant.parse("2026-03-02T01:00:00Z"));
  private final SharedBrake brake =
      new SharedBrake(JdbcClient.create(DATABASE), new SimpleMeterRegistry(), time);
  private final SharedBrake anotherNode =
      new SharedBrake(JdbcClient.create(DATABASE), new SimpleMeterRegistry(), time);
  private final long merchant = System.nanoTime();

  private static List<Counter> counters(String card, String caller) {
    return List.of(
        new Counter("card", card, 3, Duration.ofHours(1)),
        new Counter("caller", caller, 5, Duration.ofMinutes(10)));
  }

  private void refused(SharedBrake where, String card, String caller, int times) {
    for (int i = 0; i < times; i++) {
      try (var made = go(where.take(merchant, counters(card, caller)))) {
        made.refused();
      }
    }
  }

  private static SharedBrake.Try go(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Go.class);
    return ((Answer.Go) answer).made();
  }

  private static Duration wait(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Wait.class);
    return ((Answer.Wait) answer).after();
  }

  @Test
  void refusals_on_all_nodes_count_together_until_the_window_of_the_first_ends() {
    refused(brake, "aa", "01", 2);
    time.advance(Duration.ofMinutes(30));
    refused(anotherNode, "aa", "02", 1);
    assertThat(wait(brake.take(merchant, counters("aa", "03")))).isEqualTo(Duration.ofMinutes(30));
    assertThat(wait(anotherNode.take(merchant, counters("aa", "03"))))
        .isEqualTo(Duration.ofMinutes(30));
    go(brake.take(merchant, counters("ab", "03"))).close();
    go(brake.take(merchant + 1, counters("aa", "03"))).close();

    time.advance(Duration.ofMinutes(30));
    go(brake.take(merchant, counters("aa", "03"))).close();
    refused(brake, "aa", "03", 3);
    wait(brake.take(merchant, counters("aa", "04")));
  }

  @Test
  void what_was_not_refused_counts_for_nothing_in_any_counter() {
    for (int i = 0; i < 10; i++) {
      go(brake.take(merchant, counters("aa", "01"))).close();
    }
    refused(brake, "aa", "01", 3);
    for (int i = 0; i < 10; i++) {
      wait(brake.take(merchant, counters("aa", "01")));
    }
    refused(brake, "ab", "01", 2);
    assertThat(wait(brake.take(merchant, counters("ac", "01"))))
        .as("five of one caller; those that a card held up took none of its places")
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void an_open_try_of_another_node_is_waited_for_and_its_end_decides() throws Exception {
    refused(brake, "aa", "01", 2);
    SharedBrake.Try open = go(anotherNode.take(merchant, counters("aa", "01")));
    Thread ends = Thread.ofVirtual().start(open::close);
    go(brake.take(merchant, counters("aa", "01"))).close();
    ends.join();
  }

  @Test
  void what_a_process_that_died_had_open_is_free_after_two_minutes() {
    for (int i = 0; i < 3; i++) {
      go(brake.take(merchant, counters("aa", "01")));
    }
    time.advance(Duration.ofMinutes(2));
    go(anotherNode.take(merchant, counters("aa", "01"))).close();
  }
}
