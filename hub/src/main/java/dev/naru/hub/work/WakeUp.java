package dev.naru.hub.work;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Lets one module tell another's {@link LeasedWork} in the same process that something has fallen
 * due, so that it looks at once and not at its next poll. Thread-safe.
 */
public final class WakeUp {

  private final List<Consumer<Optional<Lane>>> listeners = new CopyOnWriteArrayList<>();

  /**
   * Registers a listener. It is called on the thread that signals and must not block.
   *
   * @param listener takes the lane that has due work; empty for any
   */
  void listen(Consumer<Optional<Lane>> listener) {
    listeners.add(listener);
  }

  /**
   * Signals that work has fallen due, after the commit that made it due. Never blocks; does nothing
   * without a loop.
   */
  public void signal() {
    listeners.forEach(listener -> listener.accept(Optional.empty()));
  }

  /**
   * Signals like {@link #signal()} when the lane is known, so that the loop looks at no other lane.
   */
  public void signal(Lane lane) {
    listeners.forEach(listener -> listener.accept(Optional.of(lane)));
  }
}
