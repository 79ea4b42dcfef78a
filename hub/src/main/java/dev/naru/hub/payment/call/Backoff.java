package dev.naru.hub.payment.call;

import java.time.Duration;
import java.util.List;

/** When an open attempt is tried again. After its end an operator must look (G06). */
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
   * The turn, 47 s after the first look, from which on "the PG has nothing of it" is believed: a
   * request is awaited for 30 s, and one that arrived after we had given it up would be in the PG's
   * book alone.
   */
  public static final int BELIEVES_ABSENCE = 4;

  private Backoff() {}

  /**
   * How long the attempt rests before it is tried again.
   *
   * @param turns how often the attempt has been taken over before
   */
  public static Duration after(int turns) {
    return STEPS.get(Math.min(turns, STEPS.size() - 1));
  }

  public static boolean hasEnded(int turns) {
    return turns >= STEPS.size();
  }
}
