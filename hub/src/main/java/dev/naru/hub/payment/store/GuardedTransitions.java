package dev.naru.hub.payment.store;

import dev.naru.hub.payment.Payment;
import java.util.Optional;

/**
 * Begins no charge and no approval while something forbids it; everything else goes on, because
 * what was begun has to end.
 *
 * @param check throws a {@link org.springframework.dao.DataAccessException} where it is forbidden
 */
public record GuardedTransitions(Transitions transitions, Runnable check) implements Transitions {

  @Override
  public boolean execute(Transition transition) {
    if (transition instanceof ChargeBegun || transition instanceof ApprovalClaimed) {
      check.run();
    }
    return transitions.execute(transition);
  }

  @Override
  public Optional<Payment> executeAndRead(Transition transition) {
    return transitions.executeAndRead(transition);
  }
}
