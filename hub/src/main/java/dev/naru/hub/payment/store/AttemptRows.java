package dev.naru.hub.payment.store;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of open attempts. A change names the attempt with its fence number, and has no effect
 * once another worker has taken the attempt over, which raises that number. Every method throws
 * {@link org.springframework.dao.DataAccessException} when the database is away.
 */
public interface AttemptRows {

  /** The attempt's sealed bytes; empty if it has none. An attempt that has ended is read too. */
  Optional<byte[]> sealed(Attempt attempt);

  /**
   * The attempt's request with everything that was noted. An attempt that has ended is read too.
   */
  Optional<String> request(Attempt attempt);

  /**
   * Adds the fields of a JSON object to the request.
   *
   * @param sealed the new sealed bytes; null to leave them unchanged
   * @return the attempt with its note; empty when another worker has it by now
   */
  Optional<Attempt> note(Attempt attempt, String json, byte @Nullable [] sealed);

  /**
   * Takes the attempt over from this worker itself: the new fence number makes an earlier write of
   * this worker ineffective if it still hangs.
   *
   * @return the attempt with the new number; empty when another worker has it, or it has ended
   */
  Optional<Attempt> takeOver(Attempt attempt, Instant leaseUntil);

  /**
   * Notes that the outcome is unknown, and makes the attempt due for the janitor at {@code dueAt}.
   *
   * @param answer the result of the last question, in words
   * @param note a JSON object whose fields are added to the request
   */
  void postpone(Attempt attempt, Instant now, Instant dueAt, String answer, String note);
}
