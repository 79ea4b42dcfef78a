package dev.naru.hub.crash;

import dev.naru.hub.testing.Programs;
import dev.naru.hub.testing.Shop;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The database's disk is full under load, until somebody makes room. */
final class FullDisk {

  private static final int SIZE_MB = 400;

  private FullDisk() {}

  /** Needs a small file system of its own, which root can have; without one it says so. */
  static List<String> run(long seed, int heapMb, Consumer<String> progress) {
    Path disk = Path.of("target", "crash-disk").toAbsolutePath();
    if (!isMounted(disk)) {
      progress.accept("full disk: skipped, since only root may mount a small file system");
      return List.of();
    }
    List<String> faults = new ArrayList<>();
    try (CrashWorld world =
        CrashWorld.make(Path.of("target", "crash").toAbsolutePath(), disk, heapMb)) {
      Shop shop = world.newShops(1).getFirst();
      world.start();
      try (MixedLoad load = new MixedLoad(world.world, shop, 4, 0, 0.02, seed)) {
        rest(Duration.ofSeconds(4));
        Path ballast = fill(disk);
        MixedLoad.Figures before = load.figures();
        rest(Duration.ofSeconds(15));
        MixedLoad.Figures full = load.figures();
        Files.delete(ballast);
        load.pause();
        restartDatabase(world);
        load.goOn();
        rest(Duration.ofSeconds(8));
        MixedLoad.Figures after = load.figures();
        if (after.acknowledged() <= full.acknowledged()) {
          faults.add("full disk: nothing was paid once there was room again");
        }
        load.pause();
        world.settle().ifPresent(open -> faults.add("full disk: open: " + open));
        BooksAtScale.faults(world, shop, load).forEach(line -> faults.add("full disk: " + line));
        progress.accept(
            "full disk: %d acknowledged before, %d while it was full, %d afterwards; %d faults"
                .formatted(
                    before.acknowledged(),
                    full.acknowledged() - before.acknowledged(),
                    after.acknowledged() - full.acknowledged(),
                    faults.size()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Programs.run("umount", disk.toString());
    }
    return faults;
  }

  /** A server that could not write its log has ended; who made room starts it again. */
  private static void restartDatabase(CrashWorld world) {
    try {
      world.killDatabase();
    } catch (RuntimeException | AssertionError ended) {
      // It had ended by itself.
    }
    world.startDatabase();
  }

  private static boolean isMounted(Path disk) {
    try {
      Files.createDirectories(disk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Programs.run(
        "mount", "-t", "tmpfs", "-o", "size=" + SIZE_MB + "m", "tmpfs", disk.toString());
  }

  private static Path fill(Path disk) {
    Path ballast = disk.resolve("ballast");
    try (OutputStream out = Files.newOutputStream(ballast)) {
      byte[] block = new byte[1 << 16];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      return ballast;
    }
  }

  private static void rest(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
