package dev.naru.hub.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Lets one module tell another's {@link LeasedWork} in the same process that something has fallen
 * due, so that it looks at once and not at its next poll. Thread-safe.
 */
public final class WakeUp {

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Called on the thread that signals; must not block. */
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** Call it after the commit that made the work due. Never blocks; does nothing without a loop. */
  public void signal() {
    listeners.forEach(Runnable::run);
  }
}
