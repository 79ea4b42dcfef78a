package dev.naru.hub.payment.cancel;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes the cancels of one payment run one after another within this process, in the order in which
 * they came. Between nodes, the payment's row keeps cancels apart. A cancel waits once and for a
 * limited time. Only a limited number of one payment and of one merchant may wait; further ones are
 * answered at once. Thread-safe.
 */
final class CancelTurns {

  /** How many cancels of one payment may wait at a time. */
  static final int PER_PAYMENT = 16;

  /** How many cancels of one merchant may wait at a time; fewer than its requests (G39). */
  static final int PER_MERCHANT = 32;

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Map<Wanted, Turn> turns = new HashMap<>();
  private final Map<Long, Integer> waitingOf = new HashMap<>();

  private static final class Turn {
    private final Semaphore free = new Semaphore(1, true);
    private int users;
  }

  /**
   * A request for a payment's turn.
   *
   * @param payment the payment number or the order number, as the merchant named the payment
   */
  record Wanted(long merchantId, String payment) {}

  /**
   * Waits for the payment's turn, once.
   *
   * @return whether it is this caller's turn; if so, the caller must call {@link #leave}
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
