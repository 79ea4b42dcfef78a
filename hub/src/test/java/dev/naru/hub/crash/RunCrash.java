package dev.naru.hub.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.testing.Shop;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What {@code ./naru crash} runs. */
final class RunCrash {

  private static final int HEAP_MB = 320;

  private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);

  /** More than there are, since each has a merchant of its own. */
  private static final int MOST_POINTS = 300;

  private RunCrash() {}

  private static Map<String, Long> usual() {
    Map<String, Long> usual = new LinkedHashMap<>();
    usual.put("--points", (long) MOST_POINTS);
    usual.put("--kills", 300L);
    usual.put("--postgres-kills", 30L);
    usual.put("--away", 60L);
    usual.put("--full-disk", 1L);
    usual.put("--seed", System.nanoTime() % 1_000_000);
    return usual;
  }

  /** Takes the options; ends with 1 when anything was lost, doubled or left open. */
  static void main(String[] args) throws IOException {
    Words words;
    try {
      words = Words.of(usual(), Arrays.asList(args));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      return;
    }
    // The tests' own logs go where the hub's go, so that the figures can be read.
    Path folder = Files.createDirectories(Path.of("target", "crash").toAbsolutePath());
    System.setOut(
        new PrintStream(new FileOutputStream(folder.resolve("driver.log").toFile()), true, UTF_8));
    long began = System.nanoTime();
    List<String> faults = run(words);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    faults.forEach(fault -> say("FAULT " + fault));
    say(
        "%d faults in %d min %d s; again with: ./naru crash --seed %d"
            .formatted(faults.size(), took.toMinutes(), took.toSecondsPart(), words.get("--seed")));
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  private static List<String> run(Words words) {
    long seed = words.get("--seed");
    List<String> faults = new ArrayList<>();
    try (CrashWorld world = CrashWorld.make(Path.of("target", "crash").toAbsolutePath(), HEAP_MB)) {
      CrashMatrix matrix = new CrashMatrix(world, RunCrash::say);
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
          new RandomKills(world, shops.removeLast(), seed, RunCrash::say)
              .run(words.count("--kills"), words.count("--postgres-kills")));
      if (words.get("--away") > 0) {
        faults.addAll(
            new RandomKills(world, shops.removeLast(), seed, RunCrash::say)
                .databaseAway(Duration.ofSeconds(words.get("--away"))));
      }
      say(
          "%d lives of the hub; a person's word was needed %d times"
              .formatted(world.lives(), world.personsWords()));
    }
    if (words.get("--full-disk") > 0) {
      faults.addAll(FullDisk.run(seed, HEAP_MB, RunCrash::say));
    }
    return faults;
  }

  private static void points(CrashMatrix matrix, Words words, List<Shop> shops, long seed) {
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

  private static void say(String line) {
    OUT.println(line);
  }
}
