package dev.naru.hub.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Lets one module tell another's {@link LeasedWork} in the same process that something has fallen
 * due, so that it looks at once and not at its next poll. Thread-safe.
 */
public final class WakeUp {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Registers a listener. It is called on the thread that signals and must not block. */
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * Signals that work has fallen due, after the commit that made it due. Never blocks; does nothing
   * without a loop.
   */
  public void signal() {
    listeners.forEach(Runnable::run);
  }
}
