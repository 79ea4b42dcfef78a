package dev.naru.hub.checkout;

import java.util.Optional;

/**
 * Stores checkout sessions. Every method throws {@link org.springframework.dao.DataAccessException}
 * when the database is away.
 */
interface CheckoutSessions {

  /** Stores a new session. */
  void add(CheckoutToken token, CheckoutSession session);

  /** The session of this token; empty when there is none. */
  Optional<CheckoutSession> find(CheckoutToken token);

  /** Stores the values of the PG's window that was opened, and replaces those of an earlier one. */
  void opened(CheckoutToken token, CheckoutSession.OpenedWindow window);

  /** Stores how the window ended; a later call changes nothing. */
  void end(CheckoutToken token, CheckoutSession.Ending ending);
}
