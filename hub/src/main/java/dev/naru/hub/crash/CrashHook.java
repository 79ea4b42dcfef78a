package dev.naru.hub.crash;

/**
 * Is called at each {@link CrashPoint}. {@link java.util.ServiceLoader} finds it, so a hook can be
 * installed only by a class on the hub's class path. The product has none, and no request or
 * setting can install one.
 */
public interface CrashHook {

  /**
   * Is called when the hub has reached this point. A hook may end the process here; otherwise it
   * must return soon.
   */
  void reached(CrashPoint point);
}
