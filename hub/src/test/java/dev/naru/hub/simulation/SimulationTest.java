package dev.naru.hub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fixed share of seeds; {@code ./naru simulate} runs any number of others. */
class SimulationTest {

  private static final long SEEDS = 1_000;
  private static final long SEEDS_IN_POSTGRES = 12;

  private final Simulation simulation = Simulation.inMemory();

  @Test
  @Tag("G01")
  @Tag("G02")
  @Tag("G06")
  @Tag("G15")
  @Tag("G18")
  @Tag("G20")
  void whatever_goes_wrong_both_books_agree_in_the_end() {
    assertThat(wrongWith(simulation, SEEDS)).isEqualTo("nothing");
  }

  @Test
  @Tag("G01")
  @Tag("G18")
  void the_hubs_real_store_holds_them_too() {
    try (HikariDataSource database = Databases.pooled()) {
      assertThat(wrongWith(Simulation.in(database), SEEDS_IN_POSTGRES)).isEqualTo("nothing");
    }
  }

  private static String wrongWith(Simulation simulation, long seeds) {
    return LongStream.rangeClosed(1, seeds)
        .mapToObj(simulation::wrongWith)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("nothing");
  }

  @Test
  void a_seed_does_the_same_every_time() {
    assertThat(simulation.trace(7)).isEqualTo(simulation.trace(7)).hasSizeGreaterThan(50);
  }
}
