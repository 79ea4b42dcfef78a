package dev.naru.hub.crash;

import dev.naru.hub.testing.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** {@code kill -9} of the hub and of its database under load, and a database that is away. */
final class RandomKills {

  private static final int WORKERS = 4;
  private static final double FAULTS = 0.02;

  /** After so many kills the load rests, and the books are compared. */
  private static final int CHECK_EVERY = 10;

  private final CrashWorld world;
  private final Shop shop;
  private final long seed;
  private final Random random;
  private final Consumer<String> progress;
  private final List<String> faults = new ArrayList<>();

  RandomKills(CrashWorld world, Shop shop, long seed, Consumer<String> progress) {
    this.world = world;
    this.shop = shop;
    this.seed = seed;
    this.random = new Random(seed);
    this.progress = progress;
  }

  /** A hub must be running, and one runs afterwards. Returns what went wrong. */
  List<String> run(int hubKills, int databaseKills) {
    try (MixedLoad load = new MixedLoad(world.world, shop, WORKERS, 0, FAULTS, seed)) {
      for (int kill = 1; kill <= hubKills; kill++) {
        work(500, 3_000);
        world.hub().kill();
        world.start();
        checked(kill, hubKills, "kills of the hub", load);
      }
      for (int kill = 1; kill <= databaseKills; kill++) {
        work(500, 3_000);
        world.killDatabase();
        work(0, 1_500);
        world.startDatabase();
        checked(kill, databaseKills, "kills of the database", load);
      }
      return faults;
    }
  }

  /** The database is away for a while, and the hub lives on. Returns what went wrong. */
  List<String> databaseAway(Duration away) {
    try (MixedLoad load = new MixedLoad(world.world, shop, WORKERS, 0, FAULTS, seed)) {
      work(2_000, 3_000);
      world.killDatabase();
      LockSupport.parkNanos(away.toNanos());
      world.startDatabase();
      work(4_000, 5_000);
      checked(1, 1, "time without a database of " + away.toSeconds() + " s", load);
      return faults;
    }
  }

  private void work(int leastMs, int mostMs) {
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(leastMs, mostMs)).toNanos());
  }

  private void checked(int kill, int of, String what, MixedLoad load) {
    if (kill % CHECK_EVERY != 0 && kill != of) {
      return;
    }
    load.pause();
    world.settle().ifPresent(open -> faults.add("after " + kill + " " + what + ": open: " + open));
    BooksAtScale.faults(world, shop, load)
        .forEach(line -> faults.add("after " + kill + " " + what + ": " + line));
    progress.accept(
        "%d of %d %s: %s; %d payments paid; %d webhooks sent again; %d faults"
            .formatted(
                kill,
                of,
                what,
                load.figures(),
                BooksAtScale.payments(world, shop),
                world.receiver.repeated(),
                faults.size()));
    load.goOn();
  }
}
