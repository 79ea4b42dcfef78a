package dev.naru.hub.failover;

import dev.naru.hub.crash.LongRun;
import dev.naru.hub.crash.Words;
import dev.naru.hub.testing.Programs;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What {@code ./naru failover upgrade} runs. The system property {@code naru.before} is the class
 * path of the version before, with its tests' classes.
 */
final class RunUpgrade extends LongRun {

  private static final String MIGRATED =
      "select max(cast(version as integer)) from flyway_schema_history";

  private final String before = System.getProperty("naru.before", "");

  private RunUpgrade() {
    super("./naru failover upgrade", "upgrade");
    option("--pace", 10);
    option("--mixed", 2);
    option("--before", 6);
    option("--after", 12);
  }

  /** Takes the options; ends with 1 when anything was lost, doubled or unequal. */
  static void main(String[] args) throws IOException {
    new RunUpgrade().start(args);
  }

  @Override
  protected List<String> run(Words words) {
    List<Outcome> outcomes =
        Stream.<BiFunction<RollingUpgrade, List<Shop>, Outcome>>of(
                RollingUpgrade::inOrder, RollingUpgrade::takingOverFromEachOther)
            .map(upgrade -> upgraded(words, upgrade))
            .toList();
    say("");
    say(Outcome.HEAD);
    outcomes.forEach(outcome -> say(outcome.row()));
    say("");
    return outcomes.stream().flatMap(outcome -> outcome.wrong().stream()).toList();
  }

  private Outcome upgraded(Words words, BiFunction<RollingUpgrade, List<Shop>, Outcome> upgrade) {
    PGSimpleDataSource database = (PGSimpleDataSource) TestDatabase.empty();
    JdbcClient db = JdbcClient.create(database);
    try (TwoHubs hubs =
        TwoHubs.on(database, database.getUrl(), folder(), Programs.isThere("haproxy"))) {
      hubs.start(hubs.first(), before);
      hubs.start(hubs.second(), before);
      int old = db.sql(MIGRATED).query(Integer.class).single();
      // This version migrates, while the version before serves.
      List<Shop> shops = new ArrayList<>(hubs.newShops(2));
      say(
          "two hubs of the version before serve; their tables went from V%d to V%d meanwhile"
              .formatted(old, db.sql(MIGRATED).query(Integer.class).single()));
      Trial trial =
          new Trial(
              hubs,
              words.get("--pace"),
              words.get("--mixed"),
              Duration.ofSeconds(words.get("--before")),
              Duration.ofSeconds(words.get("--after")));
      return upgrade.apply(new RollingUpgrade(hubs, trial, words.get("--seed")), shops);
    }
  }
}
