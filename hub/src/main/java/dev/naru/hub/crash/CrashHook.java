package dev.naru.hub.crash;

/**
 * What happens at a {@link CrashPoint}. Found by {@link java.util.ServiceLoader}, so that only who
 * puts a class of their own on the hub's class path can install one; the product holds none, and no
 * request and no setting reaches one.
 */
public interface CrashHook {

  /** The hub is at this place. A hook may end the process here; otherwise it must return soon. */
  void reached(CrashPoint point);
}
