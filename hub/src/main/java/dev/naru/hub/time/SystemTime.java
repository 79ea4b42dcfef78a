package dev.naru.hub.time;

import java.time.InstantSource;

/** Tells the system's clock from others. */
public final class SystemTime {

  private SystemTime() {}

  /** Whether this clock is the system's, and no test's. */
  public static boolean is(InstantSource time) {
    return time.equals(InstantSource.system());
  }
}
