package dev.naru.hub.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The one source of chance of a run, and how much goes wrong in it: each seed chooses its own
 * rates, so that some runs are calm and some have much of one kind.
 */
final class Faults {

  private final Random random;
  private final Map<Kind, Integer> rates = new EnumMap<>(Kind.class);
  private boolean on = true;

  /** What can go wrong, each as often as the seed has it: one of these times in a thousand. */
  enum Kind {
    /** A call to a PG goes wrong on its way. */
    WIRE(0, 30, 100, 300),
    /** A PG does something else than it was asked for. */
    PG(0, 50, 150, 300),
    /** The database fails, before or after it has done what it was asked for. */
    STORE(0, 5, 20, 60),
    /** A process dies, at any step. */
    CRASH(0, 2, 5, 15),
    /** A merchant's server fails. */
    MERCHANT(0, 100, 300, 600),
    /** A clock jumps. */
    CLOCK(0, 0, 200, 600),
    /** A statement takes some time, so that others come in between. */
    INTERLEAVE(100, 200, 400, 700);

    private final int calm;
    private final int low;
    private final int high;
    private final int wild;

    Kind(int calm, int low, int high, int wild) {
      this.calm = calm;
      this.low = low;
      this.high = high;
      this.wild = wild;
    }

    private int rate(Random random) {
      return switch (random.nextInt(4)) {
        case 0 -> calm;
        case 1 -> low;
        case 2 -> high;
        default -> wild;
      };
    }
  }

  Faults(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 0x5DEECE66DL);
    for (Kind kind : Kind.values()) {
      rates.put(kind, kind.rate(random));
    }
  }

  /** From now on all is well. */
  void end() {
    on = false;
  }

  boolean areOn() {
    return on;
  }

  boolean strikes(Kind kind) {
    return on && chance(rates.getOrDefault(kind, 0));
  }

  /** Whether it happens that often in a thousand. */
  boolean chance(int inThousand) {
    return random.nextInt(1_000) < inThousand;
  }

  int upTo(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(java.util.List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T oneOf(Supplier<T>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }

  Duration between(Duration least, Duration most) {
    long span = most.toMillis() - least.toMillis();
    return least.plusMillis(span <= 0 ? 0 : random.nextLong(span));
  }
}
