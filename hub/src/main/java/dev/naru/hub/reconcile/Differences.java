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
 * Where the book and the PGs' lists don't agree, and what is done about it
 * (protocols/reconciliation.md §7, §8). Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away. Thread-safe.
 */
public interface Differences {

  /** The differences, the newest day first, at most this many. */
  List<Difference> list(Filter filter, int most);

  /** All differences of a filter, one after the other. */
  void each(Filter filter, Consumer<Difference> consumer);

  /** How many are open, and of how much money, by class. */
  Map<DifferenceClass, Sum> open(@Nullable Long merchantId);

  Optional<Difference> find(long merchantId, UUID id);

  /**
   * Does what a person wants about a difference. Where the PG can be asked, it is asked first.
   *
   * @param orderNumber the merchant's number of the order, for {@link Action#ADOPT}; null where
   *     nobody knows it
   */
  Settled settle(
      long merchantId,
      UUID id,
      Action action,
      @Nullable String orderNumber,
      String reason,
      String who);

  /**
   * Settles all open differences of a class that a filter names, some at a time. What can't be
   * settled now stays open, and the others are settled all the same.
   *
   * @param orderNumbers the merchant's numbers of orders, by the PG's order number, as far as
   *     somebody knows them
   * @param progress hears how many are done with
   */
  SettledAll settleAll(
      Filter filter,
      Action action,
      Map<String, String> orderNumbers,
      String reason,
      String who,
      IntConsumer progress);

  /**
   * What became of settling many.
   *
   * @param left why each is still open, by the PG's order number; the first 100
   */
  record SettledAll(int done, int open, Map<String, Obstacle> left) {}

  /** A merchant's differences. Null is any. */
  record Filter(
      @Nullable Long merchantId,
      @Nullable Long channelId,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable DifferenceClass of,
      @Nullable Boolean open) {

    /** The open ones of a merchant. */
    public static Filter openOf(long merchantId) {
      return new Filter(merchantId, null, null, null, null, true);
    }
  }

  /** A number of differences and their money, in minor units. */
  record Sum(long number, long amountMinor) {}

  /** What may be done. */
  enum Action {
    /** The charge becomes a payment of the book, and the merchant is told. */
    ADOPT,
    /** What the PG gave back is written down, and the merchant is told. */
    RECORD_CANCEL,
    /** Nothing is changed: somebody knows why it is so, and says it. */
    ACCEPT
  }

  /** What a difference is. */
  enum DifferenceClass {
    /** The PG holds money of a charge that the book doesn't count as paid. */
    MISSING_HERE(Action.ADOPT, Action.ACCEPT),
    /** The book says paid, and the PG's complete lists don't have it. */
    MISSING_THERE(Action.ACCEPT),
    /** Both have it, with other amounts. */
    AMOUNT_DIFFERS(Action.ACCEPT),
    /** The PG gave back more than the book says. */
    CANCELLED_THERE(Action.RECORD_CANCEL, Action.ACCEPT),
    /** The book says that more was given back than the PG says. */
    LIVE_THERE(Action.ACCEPT),
    /** The PG holds two charges of one payment. */
    PAID_TWICE(Action.ACCEPT),
    /** A day's list didn't come. */
    LATE(Action.ACCEPT),
    /** The charge has a number that this hub didn't give: another system of the merchant's. */
    FOREIGN();

    private final Set<Action> actions;

    DifferenceClass(Action... actions) {
      this.actions = Set.of(actions);
    }

    /** What a person may do about an open one. */
    public Set<Action> actions() {
      return actions;
    }
  }

  /**
   * A difference.
   *
   * @param day of the list that shows it, in Korea
   * @param paymentNumber null where the book has no such payment
   * @param thereMinor what the PG charged, in minor units; null where its lists don't say
   * @param hereMinor what the book has; null where it has nothing
   * @param settledAs the action, {@code AUTO} where a later comparison ended it; null while open
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

  /** What became of settling one. */
  sealed interface Settled {
    record Done(Difference difference) implements Settled {}

    /** There is no such difference, or it is settled already. */
    record NotOpen() implements Settled {}

    /** It can't be done. */
    record Refused(Obstacle why) implements Settled {}

    /** The PG couldn't be asked now: try again later. */
    record Unclear(String why) implements Settled {}
  }
}
