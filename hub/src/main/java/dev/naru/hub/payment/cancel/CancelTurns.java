package dev.naru.hub.payment.cancel;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets the cancels of one payment go one after another within this process, in the order in which
 * they came; another node's are kept apart by the payment's row alone. A cancel waits once and for
 * a limited time, on nothing that others share, and only so many may wait in the whole process:
 * beyond that the answer is given at once. Thread-safe.
 */
final class CancelTurns {

  /** How many cancels may wait at once; each keeps a request's thread. */
  static final int MAX_WAITING = 32;

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Map<String, Turn> turns = new HashMap<>();
  private int waiting;

  private static final class Turn {
    private final Semaphore free = new Semaphore(1, true);
    private int users;
  }

  /**
   * Waits for the payment's turn, once.
   *
   * @return whether it is this caller's turn; then {@link #leave} must follow
   */
  boolean enter(String payment) {
    Turn turn;
    synchronized (this) {
      turn = turns.computeIfAbsent(payment, _ -> new Turn());
      if (turn.users > 0 && waiting >= MAX_WAITING) {
        return false;
      }
      turn.users++;
      waiting++;
    }
    boolean entered = false;
    try {
      entered = turn.free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return entered;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      synchronized (this) {
        waiting--;
        if (!entered) {
          forget(payment, turn);
        }
      }
    }
  }

  synchronized void leave(String payment) {
    Turn turn = Objects.requireNonNull(turns.get(payment));
    turn.free.release();
    forget(payment, turn);
  }

  private void forget(String payment, Turn turn) {
    if (--turn.users == 0) {
      turns.remove(payment);
    }
  }
}
