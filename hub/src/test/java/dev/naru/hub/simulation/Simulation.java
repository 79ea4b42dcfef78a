package dev.naru.hub.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.slf4j.LoggerFactory;

/** Runs seeds, and says what is wrong with one. */
final class Simulation {

  private static final int LAST_LINES = 400;

  private final LongFunction<Run> calm;
  private final LongFunction<Run> traced;

  private Simulation(LongFunction<Run> calm, LongFunction<Run> traced) {
    this.calm = calm;
    this.traced = traced;
  }

  static Simulation inMemory() {
    return new Simulation(seed -> memory(seed, false), seed -> memory(seed, true));
  }

  private static Run memory(long seed, boolean traced) {
    return new Run(
        seed, traced, 1, _ -> time -> new MemoryStore(SimulatedVault.VAULT, time));
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
          "seed %d: %s%s%n%s%n%nAgain: ./naru simulate --seed %d"
              .formatted(seed, String.join("\n  ", broken), repeated, trace, seed));
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
