package dev.naru.hub.brake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A limit on how much each caller may use in a time window. Each process counts for itself; no call
 * waits. When too many callers are remembered, the one that was not seen for the longest time is
 * forgotten. Thread-safe.
 */
public final class LocalBrake {

  /** How many callers are remembered. */
  static final int CALLERS = 20_000;

  private final long most;
  private final Duration window;
  private final InstantSource time;
  private final Map<String, Used> callers =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Used> eldest) {
          return size() > CALLERS;
        }
      };

  private record Used(Instant until, long amount) {}

  /**
   * @param most what one caller may use in a window, which begins with its first use
   */
  public LocalBrake(long most, Duration window, InstantSource time) {
    this.most = most;
    this.window = window;
    this.time = time;
  }

  /**
   * Takes an amount from what the caller may use.
   *
   * @return empty if the caller had so much left; otherwise nothing was taken, and this is how long
   *     until the caller's window ends
   */
  public synchronized Optional<Duration> use(String caller, long amount) {
    Instant now = time.instant();
    Used used = callers.get(caller);
    if (used == null || !used.until().isAfter(now)) {
      used = new Used(now.plus(window), 0);
    }
    if (used.amount() + amount > most) {
      return Optional.of(Duration.between(now, used.until()));
    }
    callers.put(caller, new Used(used.until(), used.amount() + amount));
    return Optional.empty();
  }

  /** How long until the caller may use {@code amount} again; empty if it may now. */
  public synchronized Optional<Duration> full(String caller, long amount) {
    Instant now = time.instant();
    Used used = callers.get(caller);
    return used == null || !used.until().isAfter(now) || used.amount() + amount <= most
        ? Optional.empty()
        : Optional.of(Duration.between(now, used.until()));
  }
}
