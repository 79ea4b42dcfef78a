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
 * a limited time, on nothing that others share, and only so many of one payment and of one merchant
 * may wait: beyond that the answer is given at once. Thread-safe.
 */
final class CancelTurns {

  /** Cancels of one payment that may wait at a time. */
  static final int PER_PAYMENT = 16;

  /** Cancels of one merchant that may wait at a time; fewer than its requests (G39). */
  static final int PER_MERCHANT = 32;

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Map<Wanted, Turn> turns = new HashMap<>();
  private final Map<Long, Integer> waitingOf = new HashMap<>();

  private static final class Turn {
    private final Semaphore free = new Semaphore(1, true);
    private int users;
  }

  /**
   * Whose turn is wanted.
   *
   * @param payment how the merchant named the payment: its number, or its order's
   */
  record Wanted(long merchantId, String payment) {}

  /**
   * Waits for the payment's turn, once.
   *
   * @return whether it is this caller's turn; then {@link #leave} must follow
   */
  boolean enter(Wanted wanted) {
    Turn turn;
    synchronized (this) {
      turn = turns.computeIfAbsent(wanted, _ -> new Turn());
      if (turn.users > PER_PAYMENT
          || (turn.users > 0 && waitingOf.getOrDefault(wanted.merchantId(), 0) >= PER_MERCHANT)) {
        return false;
      }
      turn.users++;
      waitingOf.merge(wanted.merchantId(), 1, Integer::sum);
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
        waitingOf.computeIfPresent(
            wanted.merchantId(), (_, count) -> count == 1 ? null : count - 1);
        if (!entered) {
          forget(wanted, turn);
        }
      }
    }
  }

  synchronized void leave(Wanted wanted) {
    Turn turn = Objects.requireNonNull(turns.get(wanted));
    turn.free.release();
    forget(wanted, turn);
  }

  private void forget(Wanted wanted, Turn turn) {
    if (--turn.users == 0) {
      turns.remove(wanted);
    }
  }
}
