package dev.naru.hub.failover;

import dev.naru.hub.testing.Shop;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What may happen to the primary of a cluster that two hubs work on. */
final class PostgresFailures {

  /** Longer than Patroni's ttl, so that another leads long before the frozen one wakes. */
  private static final Duration FROZEN = Duration.ofSeconds(55);

  private static final Duration CUT = Duration.ofSeconds(45);
  private static final Duration FULL = Duration.ofSeconds(40);
  private static final Duration LATER = Duration.ofSeconds(15);

  private final PatroniCluster cluster;
  private final Trial trial;
  private final long seed;
  private final String way;
  private final Consumer<String> say;

  /**
   * @param way how the hubs reach the primary, for the table
   */
  PostgresFailures(
      PatroniCluster cluster, Trial trial, long seed, String way, Consumer<String> say) {
    this.cluster = cluster;
    this.trial = trial;
    this.seed = seed;
    this.way = way;
    this.say = say;
  }

  /** How many cases {@link #all} has. */
  static final int CASES = 7;

  void all(Supplier<List<Shop>> shops, Consumer<Outcome> seen) {
    seen.accept(switchedOver(shops.get()));
    seen.accept(killed(shops.get()));
    seen.accept(postgresKilled(shops.get()));
    seen.accept(frozen(shops.get()));
    seen.accept(woken(shops.get()));
    cutOff(shops.get(), seen);
    fullDisk(shops.get(), seen);
  }

  Outcome switchedOver(List<Shop> shops) {
    return of(
        "switch-over in order",
        shops,
        () -> {
          cluster.switchOver();
          return "";
        },
        () -> {});
  }

  /** The machine dies: Patroni and PostgreSQL. */
  Outcome killed(List<Shop> shops) {
    PatroniNode primary = primary();
    return of(
        "primary's machine killed",
        shops,
        () -> {
          primary.kill();
          return ledAfter(cluster.awaitLeader(cluster.otherThan(primary)));
        },
        () -> cluster.start(primary));
  }

  private Outcome postgresKilled(List<Shop> shops) {
    PatroniNode primary = primary();
    return of(
        "primary's PostgreSQL killed, Patroni lives",
        shops,
        () -> {
          primary.killPostgres();
          Trial.rest(LATER);
          return "";
        },
        () -> {});
  }

  Outcome frozen(List<Shop> shops) {
    PatroniNode primary = primary();
    return of(
        "primary's machine frozen",
        shops,
        () -> {
          primary.freeze();
          return ledAfter(cluster.awaitLeader(cluster.otherThan(primary)));
        },
        () -> {
          primary.kill();
          cluster.start(primary);
        });
  }

  private Outcome woken(List<Shop> shops) {
    PatroniNode primary = primary();
    return of(
        "primary frozen, woken after " + FROZEN.toSeconds() + " s, when another leads",
        shops,
        () -> {
          primary.freeze();
          long from = System.nanoTime();
          String led = ledAfter(cluster.awaitLeader(cluster.otherThan(primary)));
          Trial.rest(FROZEN.minusNanos(System.nanoTime() - from));
          primary.wake();
          Trial.rest(LATER);
          return led;
        },
        () -> {});
  }

  private void cutOff(List<Shop> shops, Consumer<Outcome> seen) {
    PatroniNode primary = primary();
    if (!cluster.cut(primary)) {
      say.accept("primary cut off: left out, since iptables can't be used here");
      return;
    }
    cluster.join(primary);
    seen.accept(
        of(
            "primary cut off from all for " + CUT.toSeconds() + " s",
            shops,
            () -> {
              cluster.cut(primary);
              try {
                long from = System.nanoTime();
                String led = ledAfter(cluster.awaitLeader(cluster.otherThan(primary)));
                Trial.rest(CUT.minusNanos(System.nanoTime() - from));
                return led;
              } finally {
                cluster.join(primary);
              }
            },
            () -> {}));
  }

  private void fullDisk(List<Shop> shops, Consumer<Outcome> seen) {
    if (!cluster.hasSmallDisk()) {
      say.accept("full disk: left out, since only root may mount a small file system");
      return;
    }
    PatroniNode onSmallDisk = cluster.nodes().getFirst();
    if (primary() != onSmallDisk) {
      cluster.switchOver();
      cluster.awaitWhole();
    }
    Path ballast = cluster.disk().resolve("ballast");
    seen.accept(
        of(
            "primary's disk full for " + FULL.toSeconds() + " s",
            shops,
            () -> {
              fill(ballast);
              Trial.rest(FULL);
              String leads =
                  cluster.leader().map(node -> node == onSmallDisk).orElse(true)
                      ? "nobody else leads"
                      : "another leads";
              empty(ballast);
              return leads;
            },
            () -> empty(ballast)));
  }

  private static void fill(Path ballast) {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      byte[] block = new byte[1 << 16];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // As it should be.
    }
  }

  private static void empty(Path ballast) {
    try {
      Files.deleteIfExists(ballast);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each case begins with a whole cluster. */
  private PatroniNode primary() {
    cluster.awaitWhole();
    return cluster.leader().orElseThrow();
  }

  private static String ledAfter(Duration time) {
    return "another leads after %.1f s".formatted(time.toMillis() / 1_000.0);
  }

  private Outcome of(String name, List<Shop> shops, Trial.Failure failure, Runnable mend) {
    return trial.of(
        name + " (" + way + ")",
        shops,
        seed,
        failure,
        () -> {
          mend.run();
          cluster.awaitWhole();
        });
  }
}
