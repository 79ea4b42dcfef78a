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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What {@code ./naru bench soak} runs. */
final class RunSoak {

  private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);
  private static final int HEAP_MB = 320;
  private static final Duration MEASURED_FOR = Duration.ofSeconds(20);
  private static final double SHARE_OF_MAXIMUM = 0.7;

  /** A life's heap may be so much larger at its end than half-way, as caches still fill. */
  private static final long GROWTH_MB = 32;

  private RunSoak() {}

  private static Map<String, Long> usual() {
    Map<String, Long> usual = new LinkedHashMap<>();
    usual.put("--minutes", 30L);
    usual.put("--kill-every", 180L);
    usual.put("--faults", 20L);
    usual.put("--workers", 16L);
    usual.put("--seed", System.nanoTime() % 1_000_000);
    return usual;
  }

  /** Takes the options; ends with 1 when anything was lost, doubled, left open or grew. */
  static void main(String[] args) throws IOException {
    Words words;
    try {
      words = Words.of(usual(), Arrays.asList(args));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      return;
    }
    Path folder = Files.createDirectories(Path.of("target", "soak").toAbsolutePath());
    System.setOut(
        new PrintStream(new FileOutputStream(folder.resolve("driver.log").toFile()), true, UTF_8));
    List<String> faults;
    try (CrashWorld world = CrashWorld.make(folder, HEAP_MB)) {
      faults = run(world, words);
    }
    faults.forEach(fault -> OUT.println("FAULT " + fault));
    OUT.printf(
        "%d faults; again with: ./naru bench soak --seed %d%n", faults.size(), words.get("--seed"));
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  private static List<String> run(CrashWorld world, Words words) {
    List<Shop> shops = world.newShops(2);
    world.start().stop();
    world.start();
    double maximum = maximum(world, shops.getFirst(), words);
    double pace = maximum * SHARE_OF_MAXIMUM;
    OUT.printf("maximum %.1f operations a second; going on with %.1f%n", maximum, pace);
    world.hub().stop();
    world.start();
    return soak(world, shops.getLast(), words, pace);
  }

  private static double maximum(CrashWorld world, Shop shop, Words words) {
    double faults = words.get("--faults") / 1_000.0;
    try (MixedLoad load =
        new MixedLoad(
            world.world, shop, words.count("--workers"), 0, faults, words.get("--seed"))) {
      LockSupport.parkNanos(MEASURED_FOR.dividedBy(2).toNanos()); // warms up
      int before = load.figures().asked();
      LockSupport.parkNanos(MEASURED_FOR.toNanos());
      return (load.figures().asked() - before) / (double) MEASURED_FOR.toSeconds();
    }
  }

  private static List<String> soak(CrashWorld world, Shop shop, Words words, double pace) {
    List<String> faults = new ArrayList<>();
    Duration life = Duration.ofSeconds(words.get("--kill-every"));
    long end = System.nanoTime() + Duration.ofMinutes(words.get("--minutes")).toNanos();
    try (MixedLoad load =
        new MixedLoad(
            world.world,
            shop,
            words.count("--workers"),
            pace,
            words.get("--faults") / 1_000.0,
            words.get("--seed") + 1)) {
      int kills = 0;
      while (System.nanoTime() < end) {
        long left = Math.min(life.toNanos(), end - System.nanoTime());
        LockSupport.parkNanos(left / 2);
        long halfWay = Long.parseLong(world.hub().ask("memory"));
        LockSupport.parkNanos(left / 2);
        long atEnd = Long.parseLong(world.hub().ask("memory"));
        OUT.printf(
            "life %d: %s; heap %d MB half-way, %d MB at its end, %d MB resident%n",
            kills + 1, load.figures(), halfWay, atEnd, world.hub().residentMb());
        if (atEnd > halfWay + GROWTH_MB) {
          faults.add("the heap grows: %d MB, and then %d MB".formatted(halfWay, atEnd));
        }
        if (System.nanoTime() < end) {
          world.hub().kill();
          kills++;
          world.start();
        }
      }
      load.pause();
      OUT.printf("%d kills; settling%n", kills);
      world.settle().ifPresent(open -> faults.add("open at the end: " + open));
      faults.addAll(BooksAtScale.faults(world, shop, load));
      OUT.printf(
          "%s; %d payments paid; %d webhooks sent again; books %s%n",
          load.figures(),
          BooksAtScale.payments(world, shop),
          world.receiver.repeated(),
          faults.isEmpty() ? "equal" : "NOT equal");
      return faults;
    }
  }
}
