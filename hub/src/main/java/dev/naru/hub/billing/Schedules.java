package dev.naru.hub.billing;

import dev.naru.hub.billing.BillingKeys.NewKey;
import dev.naru.hub.merchant.Merchant;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.PgError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Charges by key at their time (spec/rest-api.md §4.6). A merchant sees only its own (G31). */
public interface Schedules {

  /** Enters all of them or none. Blocks for the PG where a key is to be issued first. */
  Answer schedule(Merchant merchant, NewSchedules wanted);

  /**
   * @param key which key; card, customer and channel matter only where there is none of its name
   * @param card null for none
   * @param checkingMinor more than 0: a new card is charged this much, and gets it back, before its
   *     key is kept
   * @param caller the address that the merchant's server called from, for the throttle
   * @param items at least one
   */
  record NewSchedules(
      NewKey key, @Nullable CardData card, long checkingMinor, String caller, List<Item> items) {}

  /** One of them. */
  record Item(ApiOrder order, Instant at) {}

  /** How scheduling ended; everything but {@link Scheduled} entered nothing. */
  sealed interface Answer {

    /** In the order asked for. */
    record Scheduled(List<Schedule> schedules) implements Answer {}

    /** No such key, and no card to issue one for. */
    record UnknownCustomer() implements Answer {}

    record CardRefused(PgError error) implements Answer {}

    /** The PG could not be reached: nothing was charged, and nothing was entered. */
    record NotSent() implements Answer {}

    /** No readable answer about the card: ask again. */
    record NoAnswer() implements Answer {}

    record NoApiChannel() implements Answer {}

    /** A {@code channel_key} that isn't the merchant's. */
    record UnknownChannelKey() implements Answer {}

    /** Scheduled before, paid before, or twice in this very call. */
    record OrderTaken(String orderNumber) implements Answer {}

    record InThePast(String orderNumber) implements Answer {}

    /** Against a rule of ours or of the key's. {@code text} is for people. */
    record Refused(String text) implements Answer {}

    record NameMissing(String text) implements Answer {}

    record Throttled() implements Answer {}
  }

  /**
   * Revokes what is pending: of this customer, of these orders, or of both together. One that is
   * being executed is not pending any more.
   *
   * @param customerKey null for any
   * @param orderNumbers empty for any; not both of them
   * @return what was revoked
   */
  List<Schedule> unschedule(
      long merchantId, @Nullable String customerKey, List<String> orderNumbers);

  /** The latest of an order. */
  Optional<Schedule> find(long merchantId, String orderNumber);

  /** One page and how many there are in all. */
  Page list(long merchantId, Query query);

  /**
   * @param customerKey null for all
   * @param from by {@code schedule_at}, included
   * @param to by {@code schedule_at}, excluded
   * @param status null for all
   * @param page from 1
   */
  record Query(
      @Nullable String customerKey,
      Instant from,
      Instant to,
      Schedule.@Nullable Status status,
      int page,
      int limit,
      boolean newestFirst) {}

  /** One page of what was asked for. */
  record Page(long total, List<Schedule> list) {}

  /** {@code PUT}: gives a pending one another time. */
  Change move(Merchant merchant, String orderNumber, Instant at);

  /** {@code reschedule}: enters one that failed or was revoked again, at another time. */
  Change reschedule(Merchant merchant, String orderNumber, Instant at);

  /** How a change ended; everything but {@link Changed} changed nothing. */
  sealed interface Change {
    record Changed(Schedule schedule) implements Change {}

    record Unknown() implements Change {}

    /** It isn't in a state that allows it. */
    record NotPossible(Schedule schedule) implements Change {}

    record InThePast() implements Change {}

    /** Against a rule of the key's. {@code text} is for people. */
    record Refused(String text) implements Change {}
  }

  /** {@code retry}: charges one that failed or was revoked now. Blocks for the PG. */
  Retry retry(Merchant merchant, String orderNumber);

  /** How a retry ended. */
  sealed interface Retry {

    /** It was tried; how that ended. */
    record Tried(KeyCharges.Answer answer) implements Retry {}

    record Unknown() implements Retry {}

    /** It isn't in a state that allows it. */
    record NotPossible(Schedule schedule) implements Retry {}
  }
}
