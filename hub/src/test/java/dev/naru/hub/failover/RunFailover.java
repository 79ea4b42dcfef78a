package dev.naru.hub.failover;

import dev.naru.hub.crash.LongRun;
import dev.naru.hub.crash.Words;
import dev.naru.hub.testing.Programs;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.TestDatabase;
import dev.naru.postgres.FreePort;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** What {@code ./naru failover} runs. */
final class RunFailover extends LongRun {

  private static final int SHOPS_A_CASE = 2;

  private final List<Outcome> outcomes = new ArrayList<>();

  private RunFailover() {
    super("./naru failover", "failover");
    option("--hubs", 1);
    option("--postgres", 1);
    option("--two-hosts", 1);
    option("--pgbouncer", 1);
    option("--pace", 10);
    option("--mixed", 2);
    option("--before", 6);
    option("--after", 12);
  }

  /** Takes the options; ends with 1 when anything was lost, doubled or unequal. */
  static void main(String[] args) throws IOException {
    new RunFailover().start(args);
  }

  @Override
  protected List<String> run(Words words) {
    if (words.get("--hubs") > 0) {
      hubs(words);
    }
    if (words.get("--postgres") + words.get("--two-hosts") + words.get("--pgbouncer") > 0) {
      postgres(words);
    }
    say("");
    say(Outcome.HEAD);
    outcomes.forEach(outcome -> say(outcome.row()));
    say("");
    return outcomes.stream().flatMap(outcome -> outcome.wrong().stream()).toList();
  }

  private void hubs(Words words) {
    boolean proxied = Programs.isThere("haproxy");
    if (!proxied) {
      say("HAProxy is not installed: the merchants take turns between the hubs by themselves");
    }
    PGSimpleDataSource database = (PGSimpleDataSource) TestDatabase.fresh();
    try (TwoHubs hubs = TwoHubs.on(database, database.getUrl(), folder(), proxied)) {
      List<Shop> shops = new ArrayList<>(hubs.newShops(3 * SHOPS_A_CASE));
      hubs.start();
      new HubFailures(hubs, trial(hubs, words), words.get("--seed"))
          .all(() -> two(shops), this::seen);
    }
  }

  private void postgres(Words words) {
    Optional<Path> binaries = Programs.postgres();
    List<String> missing = new ArrayList<>(PatroniCluster.missing());
    if (binaries.isEmpty()) {
      missing.add("postgresql");
    }
    if (!missing.isEmpty()) {
      say(
          "PostgreSQL under Patroni: left out, since this is missing: "
              + String.join(", ", missing));
      return;
    }
    say("starting etcd, two Patronis and their PostgreSQLs");
    try (PatroniCluster cluster = PatroniCluster.start(binaries.orElseThrow())) {
      say("their logs are in " + cluster.folder());
      int port = FreePort.find();
      try (HaProxy _ = HaProxy.beforePostgres(folder(), port, cluster.nodes())) {
        String proxied = "jdbc:postgresql://127.0.0.1:" + port + "/";
        if (words.get("--postgres") > 0) {
          behind(cluster, words, "HAProxy", "naru", proxied + "naru", PostgresFailures.CASES);
        }
        if (words.get("--two-hosts") > 0) {
          behind(cluster, words, "URL of two hosts", "direct", cluster.everyHost("direct"), 2);
        }
        if (words.get("--pgbouncer") == 0) {
          return;
        }
        if (!Programs.isThere("pgbouncer")) {
          say("PgBouncer: left out, since it is missing");
          return;
        }
        int pooled = FreePort.find();
        try (PgBouncer _ = PgBouncer.before(cluster, pooled, port)) {
          behind(
              cluster,
              words,
              "PgBouncer",
              "pooled",
              "jdbc:postgresql://127.0.0.1:" + pooled + "/pooled",
              2);
        }
      }
    }
  }

  /** Two hubs with a database of their own in the cluster. */
  private void behind(
      PatroniCluster cluster, Words words, String way, String name, String url, int cases) {
    PGSimpleDataSource database = cluster.newDatabase(name);
    try (TwoHubs hubs =
        TwoHubs.on(database, url, folder().resolve(name), Programs.isThere("haproxy"))) {
      List<Shop> shops = new ArrayList<>(hubs.newShops(cases * SHOPS_A_CASE));
      hubs.start();
      var failures =
          new PostgresFailures(cluster, trial(hubs, words), words.get("--seed"), way, this::say);
      if (cases == PostgresFailures.CASES) {
        failures.all(() -> two(shops), this::seen);
      } else {
        seen(failures.killed(two(shops)));
        seen(failures.frozen(two(shops)));
      }
    }
  }

  private static List<Shop> two(List<Shop> shops) {
    return List.of(shops.removeLast(), shops.removeLast());
  }

  private static Trial trial(TwoHubs hubs, Words words) {
    return new Trial(
        hubs,
        words.get("--pace"),
        words.get("--mixed"),
        Duration.ofSeconds(words.get("--before")),
        Duration.ofSeconds(words.get("--after")));
  }

  /** The machine's load is said beside each figure, because a gap is an upper bound under load. */
  private void seen(Outcome outcome) {
    outcomes.add(outcome);
    say(
        "load %.1f  %s"
            .formatted(
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                outcome.row()));
  }
}
