package dev.naru.hub.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.World;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A share of {@code ./naru fuzz}. The seed is the same on every day, so that only a change can make
 * this red; {@code -Dnaru.fuzz.seed} chooses another.
 */
@Tag("G31")
@Tag("G38")
class FuzzTest {

  private static final int REQUESTS = 8_000;

  private static final int CALLS = 1_000;

  /** What once stayed of a connection was more. */
  private static final long MOST_BYTES_LEFT = 10_000;

  @Test
  void whatever_is_asked_is_answered_as_the_spec_says() {
    long seed = Long.getLong("naru.fuzz.seed", 20_786);
    System.out.println("fuzz: ./naru test-one FuzzTest -Dnaru.fuzz.seed=" + seed);
    int requests = Integer.getInteger("naru.fuzz.requests", REQUESTS);
    try (World world = new World();
        RunningHub hub = RunningHub.start(world, Map.of())) {
      Target target = Target.of(hub);
      Fuzz fuzz = new Fuzz(target, seed, 0, requests);

      assertThat(fuzz.run(line -> {})).as("answers: %s", fuzz.counts()).isEmpty();

      // Most requests must get past the bounds, or nothing was tried.
      Map<String, Long> counts = fuzz.counts();
      assertThat(counts.getOrDefault("200", 0L)).as("%s", counts).isGreaterThan(requests / 20);
      assertThat(counts.getOrDefault("429", 0L)).as("%s", counts).isLessThan(requests / 3);

      nothingIsLeftOfConnections(hub, target, seed, requests);
    }
  }

  /** As many callers have it: a connection for each call, of which no trace may stay. */
  private static void nothingIsLeftOfConnections(
      RunningHub hub, Target target, long seed, int after) {
    untilNothingIsOpen(hub);
    long before = usedMemory();
    Fuzz fuzz = new Fuzz(target, seed, after, CALLS, 1);
    assertThat(fuzz.run(line -> {})).as("answers: %s", fuzz.counts()).isEmpty();
    untilNothingIsOpen(hub);
    long left = usedMemory() - before;
    System.out.println("fuzz: bytes left of " + CALLS + " connections: " + left);
    assertThat(left)
        .as("bytes that %d connections have left", CALLS)
        .isLessThan(CALLS * MOST_BYTES_LEFT);
  }

  private static long usedMemory() {
    System.gc();
    Runtime memory = Runtime.getRuntime();
    return memory.totalMemory() - memory.freeMemory();
  }

  private static void untilNothingIsOpen(RunningHub hub) {
    MeterRegistry meters = hub.bean(MeterRegistry.class);
    for (String bookkeeping :
        List.of(
            "naru.server.connections", "naru.server.requests.at.work", "naru.server.body.bytes")) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (meters.get(bookkeeping).gauge().value() != 0) {
        assertThat(System.nanoTime()).as("%s is not 0", bookkeeping).isLessThan(end);
        Thread.onSpinWait();
      }
    }
  }
}
