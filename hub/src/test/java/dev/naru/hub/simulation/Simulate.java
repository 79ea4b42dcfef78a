package dev.naru.hub.simulation;

import java.time.Duration;
import java.util.Optional;

/** {@code ./naru simulate}: runs seeds, and prints the first that breaks a rule. */
final class Simulate {

  private static final long EVERY = 100;

  private final long first;
  private final long seeds;
  private final boolean tells;
  private final boolean inPostgres;

  private Simulate(long first, long seeds, boolean tells, boolean inPostgres) {
    this.inPostgres = inPostgres;
    this.first = first;
    this.seeds = seeds;
    this.tells = tells;
  }

  public static void main(String[] words) {
    try {
      System.exit(of(words).run());
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
    }
  }

  /** One seed tells its whole story; many tell how far they have come. */
  private static Simulate of(String[] words) {
    Long seed = null;
    Long seeds = null;
    boolean inPostgres = false;
    for (int at = 0; at < words.length; at++) {
      String value = at + 1 < words.length ? words[at + 1] : "";
      switch (words[at]) {
        case "--seed" -> {
          seed = number("--seed", value);
          at++;
        }
        case "--seeds" -> {
          seeds = number("--seeds", value);
          at++;
        }
        case "--postgres" -> inPostgres = true;
        default ->
            throw new IllegalArgumentException(
                "'%s' is not known: --seeds N, --seed S and --postgres are".formatted(words[at]));
      }
    }
    boolean one = seed != null && seeds == null;
    return new Simulate(
        seed == null ? 1 : seed, one ? 1 : seeds == null ? 1_000 : seeds, one, inPostgres);
  }

  private static long number(String name, String value) {
    if (!value.matches("[0-9]{1,18}") || Long.parseLong(value) < 1) {
      throw new IllegalArgumentException(
          name + " needs a whole number from 1 on, not '" + value + "'");
    }
    return Long.parseLong(value);
  }

  private int run() {
    Simulation simulation = inPostgres ? Simulation.in(Databases.pooled()) : Simulation.inMemory();
    if (tells) {
      simulation.trace(first).forEach(System.out::println);
    }
    long begun = System.nanoTime();
    for (long seed = first; seed < first + seeds; seed++) {
      Optional<String> wrong = simulation.wrongWith(seed);
      if (wrong.isPresent()) {
        System.out.println(wrong.get());
        return 1;
      }
      long done = seed - first + 1;
      if (done % EVERY == 0 || done == seeds) {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf("%,d seeds hold, after %d s%n", done, took.toSeconds());
      }
    }
    return 0;
  }
}
