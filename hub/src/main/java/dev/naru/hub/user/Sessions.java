package dev.naru.hub.user;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the console, shared by all hubs of a database. A session ends after 30 minutes
 * without a request, and in any case 12 hours after its beginning. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface Sessions {

  /**
   * Begins a session.
   *
   * @param kept shown to the user again; null for nothing
   * @return the session's token, of which only the digest is stored
   */
  String begin(User user, Session.@Nullable Kept kept);

  /**
   * The session of a token; using it keeps it alive. Empty when there is none, or it has ended, or
   * its user was disabled.
   */
  Optional<Session> find(String token);

  /** Sets the merchant that an operator works on. */
  void choose(Session session, long merchantId);

  /** Stores a form that could not be accepted, until its page is shown again. */
  void keep(Session session, Session.Kept kept);

  /** Deletes the stored form after it was shown. */
  void forgetKept(Session session);

  /** Ends a session. */
  void end(Session session);
}
