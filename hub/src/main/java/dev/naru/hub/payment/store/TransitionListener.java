package dev.naru.hub.payment.store;

import dev.naru.hub.payment.PaymentState;

/** Hears what happens to payments, to count it. It must neither throw nor take long. */
@FunctionalInterface
public interface TransitionListener {

  /** Counts nothing. */
  TransitionListener NOBODY = (provider, method, state, outcome) -> {};

  /**
   * A move was made.
   *
   * @param provider the V1 code of the PG
   * @param method the V1 code of the pay method
   * @param state after the move
   * @param outcome one word of a small set, for example {@code approved} or {@code declined}
   */
  void moved(String provider, String method, PaymentState state, String outcome);
}
