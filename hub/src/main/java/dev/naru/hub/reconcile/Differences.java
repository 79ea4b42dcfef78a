package dev.naru.hub.reconcile;

import dev.naru.hub.payment.Obstacle;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The differences between the book and the PGs' lists, and what is done about each
 * (protocols/reconciliation.md §7, §8). Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away. Thread-safe.
 */
public interface Differences {

  /** The differences that the filter finds, newest day first, at most {@code most}. */
  List<Difference> list(Filter filter, int most);

  /** Passes all differences that the filter finds to the consumer, one after the other. */
  void each(Filter filter, Consumer<Difference> consumer);

  /**
   * The number and the money of open differences, by class.
   *
   * @param merchantId null for all merchants
   */
  Map<DifferenceClass, Sum> open(@Nullable Long merchantId);

  Optional<Difference> find(long merchantId, UUID id);

  /**
   * Settles a difference as a person decided. If the PG can be asked about it, the hub asks first.
   *
   * @param orderNumber the merchant's order number, for {@link Action#ADOPT}; null if nobody knows
   *     it
   */
  Settled settle(
      long merchantId,
      UUID id,
      Action action,
      @Nullable String orderNumber,
      String reason,
      String who);

  /**
   * Settles all open differences of one class that a filter finds, several at a time. One that
   * can't be settled now stays open and doesn't hold up the others.
   *
   * @param orderNumbers the merchant's order numbers, as far as they are known, keyed by the PG's
   *     order number
   * @param progress is told from time to time how many are done
   */
  SettledAll settleAll(
      Filter filter,
      Action action,
      Map<String, String> orderNumbers,
      String reason,
      String who,
      IntConsumer progress);

  /**
   * The result of settling many differences.
   *
   * @param left why a difference is still open, keyed by the PG's order number; the first 100
   */
  record SettledAll(int done, int open, Map<String, Obstacle> left) {}

  /** Chooses differences of one merchant. A null field chooses all. */
  record Filter(
      @Nullable Long merchantId,
      @Nullable Long channelId,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable DifferenceClass of,
      @Nullable Boolean open) {

    /** The merchant's open differences. */
    public static Filter openOf(long merchantId) {
      return new Filter(merchantId, null, null, null, null, true);
    }
  }

  /** The number of some differences and their money, in minor units. */
  record Sum(long number, long amountMinor) {}

  /** What a person can do about a difference. */
  enum Action {
    /** Enters the charge as a payment of the book, and tells the merchant. */
    ADOPT,
    /** Records the refund that the PG made, and tells the merchant. */
    RECORD_CANCEL,
    /** Changes nothing: a person knows the reason, and gives it. */
    ACCEPT
  }

  /** The kinds of differences. */
  enum DifferenceClass {
    /** The PG holds money of a charge that the book doesn't count as paid. */
    MISSING_HERE(Action.ADOPT, Action.ACCEPT),
    /** The book has a paid charge that the PG's complete lists lack. */
    MISSING_THERE(Action.ACCEPT),
    /** The book and the list have different amounts for the charge. */
    AMOUNT_DIFFERS(Action.ACCEPT),
    /** The PG gave back more than the book says. */
    CANCELLED_THERE(Action.RECORD_CANCEL, Action.ACCEPT),
    /** The book has refunded more than the PG's lists say. */
    LIVE_THERE(Action.ACCEPT),
    /** The PG holds two charges of one payment. */
    PAID_TWICE(Action.ACCEPT),
    /** The list of a day has not come. */
    LATE(Action.ACCEPT),
    /**
     * The charge has an order number that this hub didn't give, so that it belongs to another
     * system of the merchant.
     */
    FOREIGN();

    private final Set<Action> actions;

    DifferenceClass(Action... actions) {
      this.actions = Set.of(actions);
    }

    /** What a person can do about an open difference of this class. */
    public Set<Action> actions() {
      return actions;
    }
  }

  /**
   * A difference.
   *
   * @param day the day of the list that shows it, in Korea
   * @param paymentNumber null if the book has no such payment
   * @param thereMinor what the PG charged, in minor units; null if its lists don't say
   * @param hereMinor what the book has, in minor units; null if it has nothing
   * @param settledAs the action that settled it, {@code AUTO} if a later comparison did; null while
   *     it is open
   */
  record Difference(
      UUID id,
      long merchantId,
      long channelId,
      String provider,
      String mid,
      boolean test,
      LocalDate day,
      DifferenceClass of,
      String pgTid,
      String pgOrderNumber,
      @Nullable String paymentNumber,
      @Nullable Long thereMinor,
      long thereCancelledMinor,
      @Nullable Long hereMinor,
      @Nullable Long hereCancelledMinor,
      String currency,
      @Nullable Instant occurredAt,
      @Nullable Instant cancelledAt,
      String cancelTid,
      String method,
      String approvalNumber,
      Instant foundAt,
      @Nullable Instant settledAt,
      @Nullable String settledAs,
      @Nullable String settledBy,
      @Nullable String reason) {

    public boolean isOpen() {
      return settledAt == null;
    }
  }

  /** The result of settling one difference. */
  sealed interface Settled {
    record Done(Difference difference) implements Settled {}

    /** There is no such difference, or it was settled before. */
    record NotOpen() implements Settled {}

    /** The difference can't be settled in this way. */
    record Refused(Obstacle why) implements Settled {}

    /** The PG couldn't be asked now: try again later. */
    record Unclear(String why) implements Settled {}
  }
}
