package dev.naru.hub.payment;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Carries out transitions: one statement, one round trip, one commit each. */
final class TransitionWriter {

  /** Another payment of the same order is paid, or is with the PG right now. */
  static final class OrderHeldException extends RuntimeException {
    OrderHeldException(Throwable cause) {
      super("another payment holds the order", cause);
    }
  }

  /** The authentication has been brought to the PG before, for this order or another one. */
  static final class ProofUsedException extends RuntimeException {
    ProofUsedException(Throwable cause) {
      super("the authentication was used before", cause);
    }
  }

  /** Another charge of the key counts to the same month. */
  static final class SlotHeldException extends RuntimeException {
    SlotHeldException(Throwable cause) {
      super("another charge holds the key's month", cause);
    }
  }

  /** The number drawn for the payment is in use: draw another one. */
  static final class NumberUsedException extends RuntimeException {
    NumberUsedException(Throwable cause) {
      super("the payment's number is in use", cause);
    }
  }

  private final BeginTransitionSql begins;
  private final ChargeTransitionSql charges;
  private final CancelTransitionSql cancels;

  TransitionWriter(JdbcClient db, IssuedKeys keys) {
    begins = new BeginTransitionSql(db);
    charges = new ChargeTransitionSql(db, keys);
    cancels = new CancelTransitionSql(db);
  }

  /**
   * @return false when the move isn't possible any more: the payment isn't where it must be for it,
   *     or the attempt is another worker's. Nothing has changed then.
   * @throws OrderHeldException for {@link Transition.Claimed}, {@link Transition.Begun} and {@link
   *     Transition.Deposited}
   * @throws SlotHeldException, NumberUsedException for {@link Transition.Begun} only
   * @throws ProofUsedException for {@link Transition.Claimed} only
   */
  boolean execute(Transition transition) {
    return switch (transition) {
      case Transition.EndedInWindow ended -> charges.endInWindow(ended);
      case Transition.Claimed claimed -> charges.claim(claimed);
      case Transition.Begun begun -> begins.begin(begun);
      case Transition.Paid paid -> charges.pay(paid);
      case Transition.KeyWritten written -> charges.writeKey(written);
      case Transition.AccountOpened opened -> charges.openAccount(opened);
      case Transition.Deposited deposited -> charges.deposit(deposited);
      case Transition.Failed failed -> charges.fail(failed);
      case Transition.CancelClaimed claimed -> cancels.claimCancel(claimed);
      case Transition.Cancelled cancelled -> cancels.cancel(cancelled);
      case Transition.CancelEnded ended -> cancels.endCancel(ended);
    };
  }
}
