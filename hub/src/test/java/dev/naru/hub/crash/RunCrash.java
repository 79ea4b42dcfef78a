package dev.naru.hub.crash;

import dev.naru.hub.testing.Shop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What {@code ./naru crash} runs. */
final class RunCrash extends LongRun {

  private static final int HEAP_MB = 320;

  /** More than there are, since each has a merchant of its own. */
  private static final int MOST_POINTS = 300;

  private RunCrash() {
    super("./naru crash", "crash");
    option("--points", MOST_POINTS);
    option("--kills", 300);
    option("--postgres-kills", 30);
    option("--away", 60);
    option("--full-disk", 1);
  }

  /** Takes the options; ends with 1 when anything was lost, doubled or left open. */
  static void main(String[] args) throws IOException {
    new RunCrash().start(args);
  }

  @Override
  protected List<String> run(Words words) {
    long seed = words.get("--seed");
    List<String> faults = new ArrayList<>();
    try (CrashWorld world = CrashWorld.make(folder(), HEAP_MB)) {
      CrashMatrix matrix = new CrashMatrix(world, this::say);
      say("starting PostgreSQL, the PGs and the hub");
      matrix.migrate();
      List<Shop> shops =
          new ArrayList<>(world.newShops(Math.min(words.count("--points"), MOST_POINTS) + 3));
      // The first stop that isn't a crash makes every later start quicker.
      world.start().stop();
      world.start();
      if (words.get("--points") > 0) {
        points(matrix, words, shops, seed);
        faults.addAll(matrix.faults());
      }
      faults.addAll(
          new RandomKills(world, shops.removeLast(), seed, this::say)
              .run(words.count("--kills"), words.count("--postgres-kills")));
      if (words.get("--away") > 0) {
        faults.addAll(
            new RandomKills(world, shops.removeLast(), seed, this::say)
                .databaseAway(Duration.ofSeconds(words.get("--away"))));
      }
      say(
          "%d lives of the hub; a person's word was needed %d times"
              .formatted(world.lives(), world.personsWords()));
    }
    if (words.get("--full-disk") > 0) {
      faults.addAll(FullDisk.run(seed, HEAP_MB, this::say));
    }
    return faults;
  }

  private void points(CrashMatrix matrix, Words words, List<Shop> shops, long seed) {
    List<CrashMatrix.Cell> cells = new ArrayList<>(matrix.cells(shops.removeLast()));
    say(
        "%d crash points of %d operations: %s"
            .formatted(
                cells.size(),
                Operation.values().length,
                cells.stream().map(cell -> cell.point().name()).distinct().sorted().toList()));
    if (cells.size() > MOST_POINTS) {
      throw new IllegalStateException("MOST_POINTS is too small");
    }
    Collections.shuffle(cells, new Random(seed));
    List<CrashMatrix.Cell> chosen =
        cells.subList(0, Math.min(cells.size(), words.count("--points")));
    matrix.run(chosen, shops);
    say(
        "%d hubs ended at a crash point, %d points passed by, %d faults"
            .formatted(chosen.size() - matrix.missed(), matrix.missed(), matrix.faults().size()));
  }
}
