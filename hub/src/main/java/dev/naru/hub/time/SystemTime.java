package dev.naru.hub.time;

import java.time.InstantSource;

/** Tells whether a clock is the system's. */
public final class SystemTime {

  private SystemTime() {}

  /** Whether this clock is the system's, and not a test's. */
  public static boolean is(InstantSource time) {
    return time.equals(InstantSource.system());
  }
}
