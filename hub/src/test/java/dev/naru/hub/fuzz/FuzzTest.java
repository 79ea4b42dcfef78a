package dev.naru.hub.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.World;
import java.util.Map;
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

  @Test
  void whatever_is_asked_is_answered_as_the_spec_says() {
    long seed = Long.getLong("naru.fuzz.seed", 20_786);
    System.out.println("fuzz: ./naru test-one FuzzTest -Dnaru.fuzz.seed=" + seed);
    int requests = Integer.getInteger("naru.fuzz.requests", REQUESTS);
    try (World world = new World();
        RunningHub hub = RunningHub.start(world, Map.of())) {
      Fuzz fuzz = new Fuzz(Target.of(hub), seed, 0, requests);

      assertThat(fuzz.run(line -> {})).as("answers: %s", fuzz.counts()).isEmpty();

      // Most requests must get past the bounds, or nothing was tried.
      Map<String, Long> counts = fuzz.counts();
      assertThat(counts.getOrDefault("200", 0L)).as("%s", counts).isGreaterThan(requests / 20);
      assertThat(counts.getOrDefault("429", 0L)).as("%s", counts).isLessThan(requests / 3);
    }
  }
}
