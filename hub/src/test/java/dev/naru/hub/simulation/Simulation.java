package dev.naru.hub.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs seeds, and says what is wrong with one. */
final class Simulation {

  private static final int LAST_LINES = 400;

  private final String words;
  private final LongFunction<Run> calm;
  private final LongFunction<Run> traced;

  /**
   * @param words that choose it on the command line
   */
  private Simulation(String words, LongFunction<Run> calm, LongFunction<Run> traced) {
    this.words = words;
    this.calm = calm;
    this.traced = traced;
  }

  static Simulation inMemory() {
    return new Simulation("", seed -> memory(seed, false), seed -> memory(seed, true));
  }

  private static Run memory(long seed, boolean traced) {
    return new Run(seed, traced, 1, _ -> time -> new MemoryStore(SimulatedVault.VAULT, time));
  }

  /**
   * On the hub's real store.
   *
   * @param database with all migrations; runs may follow each other in it
   */
  static Simulation in(DataSource database) {
    // Each run has merchants of its own, since what the last one has left open would be due.
    AtomicLong runs = new AtomicLong();
    BiFunction<Long, Boolean, Run> run =
        (seed, traced) ->
            new Run(
                seed,
                traced,
                1 + 2 * runs.getAndIncrement(),
                merchants ->
                    time -> {
                      clear(database);
                      return new JdbcStore(database, merchants, SimulatedVault.VAULT, time);
                    });
    return new Simulation(
        " --postgres", seed -> run.apply(seed, false), seed -> run.apply(seed, true));
  }

  /** All but the journal, which is only ever added to (G11): each run reads its own lines of it. */
  private static void clear(DataSource database) {
    JdbcClient.create(database)
        .sql(
            """
            truncate payment, payment_cancel, attempt, prepared_amount, webhook_task,
                     webhook_delivery, schedule, channel
            """)
        .update();
  }

  /** What is wrong with a seed, with its trace; empty when nothing is. */
  Optional<String> wrongWith(long seed) {
    return quietly(() -> {
      List<String> broken = calm.apply(seed).judged();
      if (broken.isEmpty()) {
        return Optional.empty();
      }
      Run again = traced.apply(seed);
      List<String> same = again.judged();
      List<String> lines = again.trace.lines();
      String trace =
          String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
      String repeated =
          same.equals(broken) ? "" : "\nTHE SAME SEED ENDED OTHERWISE THE SECOND TIME: " + same;
      return Optional.of(
          "seed %d: %s%s%n%s%n%nAgain: ./naru simulate --seed %d%s"
              .formatted(seed, String.join("\n  ", broken), repeated, trace, seed, words));
    });
  }

  /** The whole trace of a seed. */
  List<String> trace(long seed) {
    return quietly(() -> {
      Run run = traced.apply(seed);
      List<String> broken = run.judged();
      List<String> lines = new java.util.ArrayList<>(run.trace.lines());
      lines.addAll(broken);
      return lines;
    });
  }

  /** The hub logs each fault that it meets; here are thousands. */
  private static <T> T quietly(java.util.function.Supplier<T> what) {
    Logger log = (Logger) LoggerFactory.getLogger("dev.naru.hub");
    Level before = log.getLevel();
    log.setLevel(Level.OFF);
    try {
      return what.get();
    } finally {
      log.setLevel(before);
    }
  }
}
