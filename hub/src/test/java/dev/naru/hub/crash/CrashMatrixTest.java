package dev.naru.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.Shop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A share of {@code ./naru crash}: the most dangerous points, and a few of the others. They are the
 * same on every day, so that only a change can make this red; {@code -Dnaru.crash.seed} chooses
 * others, and {@code ./naru crash} runs all.
 */
@Tag("G01")
@Tag("G05")
@Tag("G15")
@Tag("G18")
@Tag("G19")
@Tag("G39")
class CrashMatrixTest {

  /** Between the PG's deed and our commit: what a mistake costs most at. */
  private static final Set<String> ALWAYS =
      Set.of(
          "INICIS_WINDOW at AFTER_PG_SEND+0",
          "INICIS_WINDOW at AFTER_COMMIT+1",
          "INICIS_ONETIME at AFTER_PG_SEND+0",
          "INICIS_CANCEL at CANCEL_AFTER_PG+0",
          "INICIS_DEPOSIT at NOTICE_BEFORE_ACK+0",
          "MOBILIANS_WINDOW at AFTER_PG_SEND+0",
          "MOBILIANS_AGAIN at BEFORE_PG_SEND+0",
          "MOBILIANS_SCHEDULE at BEFORE_COMMIT+1");

  private static final int FURTHER = 3;
  private static final int HUB_KILLS = 2;
  private static final int DATABASE_KILLS = 1;

  @Test
  void whatever_a_crash_breaks_off_ends_the_same_in_both_books() {
    long seed = Long.getLong("naru.crash.seed", 20_786);
    System.out.println("crash matrix: ./naru test-one CrashMatrixTest -Dnaru.crash.seed=" + seed);
    try (CrashWorld world =
        CrashWorld.make(
            Path.of("target", "crash-" + System.getProperty("naru.test.fork", "1")), 256)) {
      CrashMatrix matrix = new CrashMatrix(world, line -> {});
      matrix.migrate();
      List<Shop> shops = world.newShops(2 + ALWAYS.size() + FURTHER);
      world.start().stop();
      world.start();
      List<CrashMatrix.Cell> all = matrix.cells(shops.removeLast());
      List<CrashMatrix.Cell> cells =
          new ArrayList<>(all.stream().filter(cell -> ALWAYS.contains(cell.toString())).toList());
      assertThat(cells).as("the most dangerous points").hasSameSizeAs(ALWAYS);
      all = new ArrayList<>(all);
      all.removeAll(cells);
      Collections.shuffle(all, new Random(seed));
      cells.addAll(all.subList(0, FURTHER));

      matrix.run(cells, shops);

      assertThat(matrix.faults()).as("of the crash points %s", cells).isEmpty();
      assertThat(matrix.missed()).as("points that were not reached").isLessThan(3);
      assertThat(
              new RandomKills(world, shops.removeLast(), seed, line -> {})
                  .run(HUB_KILLS, DATABASE_KILLS))
          .isEmpty();
    }
  }
}
