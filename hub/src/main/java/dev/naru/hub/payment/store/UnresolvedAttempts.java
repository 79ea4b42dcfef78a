package dev.naru.hub.payment.store;

import dev.naru.hub.payment.store.Attempt.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The attempts whose outcome is unknown, for all code besides the janitor. Every method throws
 * {@link org.springframework.dao.DataAccessException} when the database is away.
 */
public interface UnresolvedAttempts {

  /**
   * An attempt as people see it.
   *
   * @param pgTid the PG's number in the payment; null if none is stored
   * @param answeredAt when the last question ended; null while one is under way
   * @param dueAt when the PG is asked next; while a question is under way, when it is given up
   */
  record Line(
      Attempt attempt,
      String orderNumber,
      String provider,
      String mid,
      boolean test,
      @Nullable String pgTid,
      String currency,
      String answer,
      Instant since,
      @Nullable Instant answeredAt,
      Instant dueAt) {}

  /**
   * Unresolved attempts, oldest first.
   *
   * @param merchantId null for all merchants
   */
  List<Line> list(@Nullable Long merchantId, int most);

  /** One unresolved attempt; empty when there is none of this id, or when it has ended. */
  Optional<Line> find(UUID id);

  /** The order's payment whose charge has an unknown outcome; empty for none. */
  Optional<String> paymentOf(long merchantId, String orderNumber);

  /** Whether a payment has an unresolved attempt. */
  boolean any(long merchantId, String paymentNumber);

  /** A payment's open attempt, also one whose first call is still under way; empty for none. */
  Optional<Attempt> open(long merchantId, String paymentNumber);

  /**
   * Adds the fields of a JSON object to the request of an open attempt, whichever worker has it,
   * and makes it due at once if it is unresolved and the PG isn't being asked.
   */
  void tell(Attempt attempt, String json, Instant now);

  /** Takes over a payment's unresolved attempt, unless the PG is being asked about it. */
  Optional<Attempt> takeOver(long merchantId, String paymentNumber, Instant leaseUntil);

  /**
   * Makes a payment's unresolved attempt due at once, unless the PG is being asked about it, or the
   * last question ended after {@code lookedBefore}.
   *
   * @return whether it was made due
   */
  boolean makeDue(long merchantId, String paymentNumber, Instant lookedBefore, Instant now);

  /**
   * How many attempts of a kind are unresolved.
   *
   * @param oldest when the oldest of them began
   */
  record Count(Kind kind, long number, Instant oldest) {}

  /** How many attempts are unresolved, over all merchants; a kind that has none is left out. */
  List<Count> counts();
}
