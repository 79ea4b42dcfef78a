package dev.naru.hub.payment.call;

import java.time.Duration;
import java.util.List;

/**
 * When an open attempt is tried again: after growing pauses, and daily from their end on, when a
 * person must look too (G06).
 */
public final class Backoff {

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24));

  /**
   * How long after the first look "the PG has nothing of it" is believed: a request is awaited for
   * 30 s, and one that arrived after we had given it up would be in the PG's book alone.
   */
  public static final Duration BELIEVES_ABSENCE = Duration.ofSeconds(47);

  private Backoff() {}

  /**
   * How long the attempt rests before it is tried again.
   *
   * @param turns how often the janitor has taken the attempt over before
   */
  public static Duration after(int turns) {
    return STEPS.get(Math.min(turns, STEPS.size() - 1));
  }

  /** Whether the growing pauses are over, about two days after the first look. */
  public static boolean hasEnded(int turns) {
    return turns >= STEPS.size();
  }

  /** Whether this is the first turn of which {@link #hasEnded} is true. */
  public static boolean endsAt(int turns) {
    return turns == STEPS.size();
  }
}
