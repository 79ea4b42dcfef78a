package dev.naru.hub.simulation;

import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The one source of chance of a run, and how much goes wrong in it: each seed chooses its own
 * rates, so that some runs are calm and some have much of one kind.
 */
final class Faults {

  private final Random random;
  private final int[] rates = new int[Kind.values().length];
  private boolean on = true;

  /** What can go wrong, each as often as the seed has it. */
  enum Kind {
    /** A call to a PG goes wrong on its way. */
    WIRE,
    /** A PG does something else than it was asked for. */
    PG,
    /** The database fails, before or after it has done what it was asked for. */
    STORE,
    /** A process dies, at any step. */
    CRASH,
    /** A merchant's server fails. */
    MERCHANT,
    /** A clock jumps. */
    CLOCK,
    /** A statement takes some time, so that others come in between. */
    INTERLEAVE
  }

  /** Rates in a thousand. */
  private static final int[][] CHOICES = {
    {0, 30, 100, 300}, // WIRE
    {0, 50, 150, 300}, // PG
    {0, 5, 20, 60}, // STORE
    {0, 2, 5, 15}, // CRASH
    {0, 100, 300, 600}, // MERCHANT
    {0, 0, 200, 600}, // CLOCK
    {100, 200, 400, 700} // INTERLEAVE
  };

  Faults(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L + 0x5DEECE66DL);
    for (Kind kind : Kind.values()) {
      int[] choices = CHOICES[kind.ordinal()];
      rates[kind.ordinal()] = choices[random.nextInt(choices.length)];
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
    return on && chance(rates[kind.ordinal()]);
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
