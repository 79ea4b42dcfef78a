package dev.naru.hub.payment.store;

import dev.naru.hub.payment.store.Attempt.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that only a PG can end, besides the janitor's turns. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface UnresolvedAttempts {

  /**
   * An attempt as people see it.
   *
   * @param pgTid of the payment; null where the PG has told none that was written down with it
   * @param answeredAt when the last look ended; null while one is under way
   * @param dueAt when it is looked at next; while a look is under way, when that is given up
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

  /** The order's payment whose charge a PG was asked for and hasn't settled; empty for none. */
  Optional<String> paymentOf(long merchantId, String orderNumber);

  /** Whether something of a payment is unresolved. */
  boolean any(long merchantId, String paymentNumber);

  /** What is open of a payment, whether its first call is still under way or not. */
  Optional<Attempt> open(long merchantId, String paymentNumber);

  /**
   * Adds the fields of a JSON object to the request of an open attempt, whoever works on it, and
   * makes it due at once if it is unresolved and nobody is asking.
   */
  void tell(Attempt attempt, String json, Instant now);

  /** Takes over what is unresolved of a payment, unless somebody is asking. */
  Optional<Attempt> takeOver(long merchantId, String paymentNumber, Instant leaseUntil);

  /**
   * Makes due at once what is unresolved of a payment, unless somebody is asking, or the last look
   * ended after {@code lookedBefore}.
   *
   * @return whether it did
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
