package dev.naru.hub.checkout;

import java.util.Optional;

/** Where checkout sessions are kept. */
interface CheckoutSessions {

  void add(CheckoutToken token, CheckoutSession session);

  Optional<CheckoutSession> find(CheckoutToken token);

  /** Keeps what the PG's window was opened with; what it was opened with before is forgotten. */
  void opened(CheckoutToken token, CheckoutSession.OpenedWindow window);

  /** Notes how it ended; what was noted first stays. */
  void end(CheckoutToken token, CheckoutSession.Ending ending);
}
