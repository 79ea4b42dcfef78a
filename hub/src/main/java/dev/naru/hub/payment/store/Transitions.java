package dev.naru.hub.payment.store;

import dev.naru.hub.payment.Payment;
import java.util.Optional;

/**
 * Carries out transitions of payments: each is one statement, one round trip and one commit.
 * Afterwards this process's dispatcher looks for the webhooks that it has entered. Thread-safe.
 */
public interface Transitions {

  /**
   * Carries out a transition.
   *
   * @return false when the transition isn't possible any more, because the payment isn't in the
   *     required state or another worker has the attempt. Nothing has changed then.
   * @throws TakenException when another payment holds what this one needs
   * @throws org.springframework.dao.DataAccessException when the database is away; whether the
   *     transition was made is then unknown. Also when a charge or an approval is to begin while
   *     the database may have been set back; nothing has changed then
   */
  boolean execute(Transition transition);

  /**
   * Carries out a transition like {@link #execute}, if it ends an approval or a charge, so that the
   * payment has no cancels yet.
   *
   * @return the payment afterwards; empty where {@code execute} returns false
   */
  Optional<Payment> executeAndRead(Transition transition);
}
