package dev.naru.hub.work;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

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
   * Signals that work has fallen due. In a transaction the signal waits for the commit, because the
   * loop can't see the work before; after a rollback there is none. Never blocks; does nothing
   * without a loop.
   */
  public void signal() {
    signal(Optional.empty());
  }

  /**
   * Signals like {@link #signal()} when the lane is known, so that the loop looks at no other lane.
   */
  public void signal(Lane lane) {
    signal(Optional.of(lane));
  }

  private void signal(Optional<Lane> lane) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      listeners.forEach(listener -> listener.accept(lane));
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            listeners.forEach(listener -> listener.accept(lane));
          }
        });
  }
}
