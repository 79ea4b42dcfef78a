package dev.naru.hub.schedule;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.billing.KeyCharges;
import dev.naru.hub.merchant.Merchant;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.PgError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's schedules: charges by billing key at a later time (spec/rest-api.md §4.6). A
 * merchant sees only its own (G31). Every method throws {@link
 * org.springframework.dao.DataAccessException} if the database is away.
 */
public interface Schedules {

  /** Enters all items or none. If a key has to be issued first, the call blocks for the PG. */
  Answer schedule(Merchant merchant, NewSchedules wanted);

  /**
   * @param key which key to charge; channel and holder matter only if it has to be issued
   * @param card the card for which a missing key is issued; null if the merchant sent no card
   * @param checkingMinor more than 0: before the key of a new card is kept, the card is charged
   *     this amount in won and refunded
   * @param caller the address that the merchant's server called from, for the throttle
   * @param items at least one
   */
  record NewSchedules(
      NewKey key, @Nullable CardData card, long checkingMinor, String caller, List<Item> items) {}

  /** One charge and the time at which it falls due. */
  record Item(ApiOrder order, Instant at) {}

  /** The result of scheduling. Only {@link Scheduled} entered anything. */
  sealed interface Answer {

    /**
     * All items were entered.
     *
     * @param schedules in the order of the items
     */
    record Scheduled(List<Schedule> schedules) implements Answer {}

    /** The customer has no key, and the merchant sent no card to issue one for. */
    record UnknownCustomer() implements Answer {}

    record CardRefused(PgError error) implements Answer {}

    /** The PG could not be reached: nothing was charged, and nothing was entered. */
    record NotSent() implements Answer {}

    /** The PG gave no readable answer about the card. The merchant may ask again. */
    record NoAnswer() implements Answer {}

    /** The merchant has no channel that charges by key, or no longer has the key's channel. */
    record NoApiChannel() implements Answer {}

    /** The {@code channel_key} isn't one of the merchant's. */
    record UnknownChannelKey() implements Answer {}

    /** The order is scheduled or paid already, or stands in this call twice. */
    record OrderTaken(String orderNumber) implements Answer {}

    /** The order's time isn't in the future. */
    record InThePast(String orderNumber) implements Answer {}

    /** A rule of the key's PG forbids it. The text is for people. */
    record Refused(String text) implements Answer {}

    /** The merchant's settings require an order name, which is missing. The text is V1's. */
    record NameMissing(String text) implements Answer {}

    /** Too many cards of the caller were refused (G38). */
    record Throttled(Duration retryAfter) implements Answer {}
  }

  /**
   * Revokes the pending schedules of a customer, of some orders, or of these orders of this
   * customer. A schedule that is being executed is not pending any more.
   *
   * @param customerKey null for any customer
   * @param orderNumbers empty for any order
   * @return what was revoked
   * @throws IllegalArgumentException if neither a customer nor an order is named
   */
  List<Schedule> unschedule(
      long merchantId, @Nullable String customerKey, List<String> orderNumbers);

  /** An order's schedule; if it has several, the one that was entered last. */
  Optional<Schedule> find(long merchantId, String orderNumber);

  /** A page of schedules, and how many match in all. */
  Page list(long merchantId, Query query);

  /**
   * Chooses schedules.
   *
   * @param customerKey null for all customers
   * @param from the earliest {@code schedule_at}, included
   * @param to the latest {@code schedule_at}, excluded
   * @param status null for any status
   * @param page the page's number, from 1
   */
  record Query(
      @Nullable String customerKey,
      Instant from,
      Instant to,
      Schedule.@Nullable Status status,
      int page,
      int limit,
      boolean newestFirst) {}

  /** A page, and how many schedules match in all. */
  record Page(long total, List<Schedule> list) {}

  /** Gives a pending schedule another time (V1's {@code PUT}). */
  Change move(Merchant merchant, String orderNumber, Instant at);

  /** Enters a copy of a failed or revoked schedule for another time (V1's {@code reschedule}). */
  Change reschedule(Merchant merchant, String orderNumber, Instant at);

  /** The result of a change. Only {@link Changed} changed anything. */
  sealed interface Change {
    record Changed(Schedule schedule) implements Change {}

    /** The order was never scheduled. */
    record Unknown() implements Change {}

    /** The schedule isn't in a state that allows the change. */
    record NotPossible(Schedule schedule) implements Change {}

    /** The new time isn't in the future. */
    record InThePast() implements Change {}

    /** A rule of the key's PG forbids it. The text is for people. */
    record Refused(String text) implements Change {}
  }

  /** Charges a failed or revoked schedule now (V1's {@code retry}). Blocks for the PG. */
  Retry retry(Merchant merchant, String orderNumber);

  /** The result of a retry. */
  sealed interface Retry {

    /**
     * The charge was tried.
     *
     * @param answer how the charge ended
     */
    record Tried(KeyCharges.Answer answer) implements Retry {}

    /** The order was never scheduled, or the customer has no key. */
    record Unknown() implements Retry {}

    /** The schedule isn't in a state that allows a retry. */
    record NotPossible(Schedule schedule) implements Retry {}
  }
}
