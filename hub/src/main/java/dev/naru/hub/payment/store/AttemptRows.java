package dev.naru.hub.payment.store;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of attempts that haven't ended. Every change but reading names the attempt as its worker
 * holds it, and changes nothing once somebody else has taken it over: the fence number has risen.
 * Every method throws {@link org.springframework.dao.DataAccessException} when the database is
 * away.
 */
public interface AttemptRows {

  /** What the attempt keeps sealed; empty where it keeps nothing. Also of one that has ended. */
  Optional<byte[]> sealed(Attempt attempt);

  /** The request as it stands now, with all that was noted. Also of one that has ended. */
  Optional<String> request(Attempt attempt);

  /**
   * Adds the fields of a JSON object to the request.
   *
   * @param sealed what the attempt is to keep sealed from now on; null to keep what it keeps
   * @return the attempt with its note; empty when it is somebody else's by now
   */
  Optional<Attempt> note(Attempt attempt, String json, byte @Nullable [] sealed);

  /**
   * Takes the attempt over from ourselves: with another fence number, so that a write of ours that
   * hangs can't come later.
   *
   * @return the attempt as it is held now; empty when it is somebody else's, or has ended
   */
  Optional<Attempt> takeOver(Attempt attempt, Instant leaseUntil);

  /**
   * Notes that only the PG knows, and lets the janitor have it at {@code dueAt}.
   *
   * @param answer what came of the look, in words
   * @param note a JSON object whose fields are added to the request
   */
  void postpone(Attempt attempt, Instant now, Instant dueAt, String answer, String note);
}
