package dev.naru.hub.payment.call;

import dev.naru.hub.payment.store.Transition;
import java.util.Optional;

/** How attempts of one kind end whose outcome only the PG knows. */
public interface Resolution {

  /**
   * One look: asks the PG, or asks it to undo. Blocks for it.
   *
   * @return what is to be written down; empty while the PG hasn't said what is true
   */
  Optional<Transition> look(OpenCall call);
}
