package dev.naru.hub.payment.store;

import dev.naru.hub.payment.PaymentState;

/**
 * Is told of every change of a payment, for metrics. It must neither throw an exception nor take
 * long.
 */
@FunctionalInterface
public interface TransitionListener {

  /** A listener that does nothing. */
  TransitionListener NOBODY = (provider, method, state, outcome) -> {};

  /**
   * Is called after a change was committed.
   *
   * @param provider the V1 code of the PG
   * @param method the V1 code of the pay method
   * @param state the payment's state after the change
   * @param outcome one word of a small set, for example {@code approved} or {@code declined}
   */
  void moved(String provider, String method, PaymentState state, String outcome);
}
