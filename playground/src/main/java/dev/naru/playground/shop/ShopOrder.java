package dev.naru.playground.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An order in the shop's own records.
 *
 * @param merchantUid the shop's order number
 * @param amount the shop's price in won, which is never taken from a message
 * @param impUid the payment that it was last verified with; null before the first time
 * @param handedOverAt the time at which the goods left; they leave only once, however often the
 *     payment is reported. Null before that
 * @param events the order's messages, oldest first, at most {@value #EVENTS_KEPT}
 */
record ShopOrder(
    String merchantUid,
    String name,
    long amount,
    Instant placedAt,
    State state,
    @Nullable String impUid,
    @Nullable Instant handedOverAt,
    List<Event> events) {

  private static final int EVENTS_KEPT = 60;

  /** The state of an order, as far as the shop has verified it. */
  enum State {
    WAITING,
    PAID,
    /** A billing key was issued and nothing was charged, so no goods are sent. */
    KEY_ISSUED,
    PARTLY_CANCELLED,
    CANCELLED,
    FAILED,
    /** The hub has a payment, but its amount or its order number isn't this order's. */
    MISMATCH
  }

  ShopOrder {
    events = List.copyOf(events);
  }

  static ShopOrder placed(String merchantUid, String name, long amount, Instant at) {
    return new ShopOrder(merchantUid, name, amount, at, State.WAITING, null, null, List.of());
  }

  /** Adds a message and leaves the state as it is. */
  ShopOrder heard(Event event) {
    List<Event> all = new ArrayList<>(events);
    all.add(event);
    return with(state, impUid, handedOverAt, bounded(all));
  }

  /**
   * Takes over the hub's answer about a payment. The same answer again only renews its time. Once
   * the goods have left, only the payment that they left for still changes the state.
   */
  ShopOrder verified(Verification verification, JsonNode payment, Instant at) {
    List<Event> all = new ArrayList<>(events);
    Event truth = new Event(Event.Kind.TRUTH, at, payment);
    int last = lastTruth(all);
    if (last >= 0 && all.get(last).content().equals(payment)) {
      all.set(last, truth);
    } else {
      all.add(truth);
    }
    String verifiedUid = payment.path("imp_uid").asString("");
    if (handedOverAt != null && !verifiedUid.equals(impUid)) {
      return with(state, impUid, handedOverAt, bounded(all));
    }
    State now = verification.stateOf(this, payment);
    return with(
        now,
        now == State.MISMATCH ? impUid : verifiedUid,
        now == State.PAID && handedOverAt == null ? at : handedOverAt,
        bounded(all));
  }

  private ShopOrder with(
      State state, @Nullable String impUid, @Nullable Instant handedOverAt, List<Event> events) {
    return new ShopOrder(merchantUid, name, amount, placedAt, state, impUid, handedOverAt, events);
  }

  private static int lastTruth(List<Event> events) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).kind() == Event.Kind.TRUTH) {
        return i;
      }
    }
    return -1;
  }

  private static List<Event> bounded(List<Event> events) {
    return events.subList(Math.max(0, events.size() - EVENTS_KEPT), events.size());
  }
}
