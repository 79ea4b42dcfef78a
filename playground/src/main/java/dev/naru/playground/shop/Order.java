package dev.naru.playground.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An order as the shop itself has it.
 *
 * @param merchantUid the shop's order number
 * @param amount won; what the shop asked for, never taken from a message
 * @param impUid the payment it was last verified with
 * @param handedOverAt when the goods left, at most once however often the payment is reported
 * @param events oldest first, at most {@value #EVENTS_KEPT}
 */
record Order(
    String merchantUid,
    String name,
    long amount,
    Instant placedAt,
    State state,
    @Nullable String impUid,
    @Nullable Instant handedOverAt,
    List<Event> events) {

  private static final int EVENTS_KEPT = 60;

  /** What the shop holds to be true of an order. */
  enum State {
    WAITING,
    PAID,
    /** A billing key was issued and nothing charged: nothing to send goods for. */
    KEY_ISSUED,
    PARTLY_CANCELLED,
    CANCELLED,
    FAILED,
    /** The hub knows a payment, but not this order's: its amount or its number differs. */
    MISMATCH
  }

  Order {
    events = List.copyOf(events);
  }

  static Order placed(String merchantUid, String name, long amount, Instant at) {
    return new Order(merchantUid, name, amount, at, State.WAITING, null, null, List.of());
  }

  /** Adds what was heard; says nothing about the state. */
  Order heard(Event event) {
    List<Event> all = new ArrayList<>(events);
    all.add(event);
    return with(state, impUid, handedOverAt, bounded(all));
  }

  /**
   * Takes over what the hub says of a payment. The same answer again only renews its time; once the
   * goods have left, only the payment they left for still changes the state.
   */
  Order verified(Verification verification, JsonNode payment, Instant at) {
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

  private Order with(
      State state, @Nullable String impUid, @Nullable Instant handedOverAt, List<Event> events) {
    return new Order(merchantUid, name, amount, placedAt, state, impUid, handedOverAt, events);
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
