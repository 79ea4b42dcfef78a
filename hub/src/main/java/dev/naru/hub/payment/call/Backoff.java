package dev.naru.hub.payment.call;

import dev.naru.hub.payment.call.OpenCalls.OpenCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says when the PG is asked again about an open attempt: after growing pauses, and then daily, when
 * a person must look too (G06).
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

  private Backoff() {}

  /**
   * When the PG is asked again. A pause never skips the moment at which {@link
   * OpenCall#BELIEVES_ABSENCE} is over.
   *
   * @param turns how often the janitor has taken the attempt over before
   * @param unresolvedSince when the first look ended; null while it ends
   */
  public static Instant next(Instant now, int turns, @Nullable Instant unresolvedSince) {
    Instant paused = now.plus(STEPS.get(Math.min(turns, STEPS.size() - 1)));
    Instant believed =
        (unresolvedSince == null ? now : unresolvedSince).plus(OpenCall.BELIEVES_ABSENCE);
    return believed.isAfter(now) && believed.isBefore(paused) ? believed : paused;
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
