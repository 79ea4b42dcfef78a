package dev.naru.hub.user;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who has signed in, for all hubs of a database. A session ends after 30 minutes without a request,
 * and in any case 12 hours after its beginning. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface Sessions {

  /**
   * Begins a session.
   *
   * @param kept shown to the user again; null for nothing
   * @return its token; only the digest is stored
   */
  String begin(User user, Session.@Nullable Kept kept);

  /**
   * The session of a token, which lives on with that. Empty when there is none, or it has ended, or
   * its user was disabled.
   */
  Optional<Session> find(String token);

  /** An operator works on this merchant from now on. */
  void choose(Session session, long merchantId);

  /** Keeps a form that could not be taken, until its page is shown again. */
  void keep(Session session, Session.Kept kept);

  /** The form that was kept has been shown. */
  void forgetKept(Session session);

  /** Ends a session. */
  void end(Session session);
}
