package dev.naru.hub.crash;

import java.util.function.Consumer;

/** The hook of tests' processes: does nothing until one of them says what. */
public final class TestCrashHook implements CrashHook {

  private static volatile Consumer<CrashPoint> at = TestCrashHook::nothing;

  /** From now on, at every crash point of this process. */
  public static void does(Consumer<CrashPoint> deed) {
    at = deed;
  }

  public static void doesNothing() {
    at = TestCrashHook::nothing;
  }

  private static void nothing(CrashPoint point) {}

  @Override
  public void reached(CrashPoint point) {
    at.accept(point);
  }
}
