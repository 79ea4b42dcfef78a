package dev.naru.hub.crash;

import dev.naru.hub.testing.Shop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What {@code ./naru bench soak} runs. */
final class RunSoak extends LongRun {

  private static final int HEAP_MB = 320;
  private static final Duration MEASURED_FOR = Duration.ofSeconds(20);
  private static final double SHARE_OF_MAXIMUM = 0.7;

  /** A life's heap may be so much larger at its end than half-way, as caches still fill. */
  private static final long GROWTH_MB = 32;

  private RunSoak() {
    super("./naru bench soak", "soak");
    option("--minutes", 30);
    option("--kill-every", 180);
    option("--faults", 20);
    option("--workers", 16);
  }

  /** Takes the options; ends with 1 when anything was lost, doubled, left open or grew. */
  static void main(String[] args) throws IOException {
    new RunSoak().start(args);
  }

  @Override
  protected List<String> run(Words words) {
    try (CrashWorld world = CrashWorld.make(folder(), HEAP_MB)) {
      return run(world, words);
    }
  }

  private List<String> run(CrashWorld world, Words words) {
    List<Shop> shops = world.newShops(2);
    world.start().stop();
    world.start();
    double maximum = maximum(world, shops.getFirst(), words);
    double pace = maximum * SHARE_OF_MAXIMUM;
    say("maximum %.1f operations a second; going on with %.1f".formatted(maximum, pace));
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

  private List<String> soak(CrashWorld world, Shop shop, Words words, double pace) {
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
        say(
            "life %d: %s; heap %d MB half-way, %d MB at its end, %d MB resident"
                .formatted(kills + 1, load.figures(), halfWay, atEnd, world.hub().residentMb()));
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
      say(kills + " kills; settling");
      world.settle().ifPresent(open -> faults.add("open at the end: " + open));
      faults.addAll(BooksAtScale.faults(world, shop, load));
      say(
          "%s; %d payments paid; %d webhooks sent again; books %s"
              .formatted(
                  load.figures(),
                  BooksAtScale.payments(world, shop),
                  world.receiver.repeated(),
                  faults.isEmpty() ? "equal" : "NOT equal"));
      return faults;
    }
  }
}
