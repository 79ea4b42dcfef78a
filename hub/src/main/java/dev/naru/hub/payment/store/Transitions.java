package dev.naru.hub.payment.store;

import dev.naru.hub.payment.Payment;
import java.util.Optional;

/** Where the moves of payments are carried out, each in one commit. Thread-safe. */
public interface Transitions {

  /**
   * Makes the move.
   *
   * @return false when the move isn't possible any more: the payment isn't where it must be for it,
   *     or the attempt is another worker's. Nothing has changed then.
   * @throws TakenException when another payment has what this one needs
   * @throws org.springframework.dao.DataAccessException when the database is away; whether the move
   *     was made is unknown
   */
  boolean execute(Transition transition);

  /**
   * As {@link #execute}, of a move that ends an approval or a charge, which has no cancels yet.
   *
   * @return the payment after the move; empty where {@code execute} says false
   */
  Optional<Payment> executeAndRead(Transition transition);
}
