package dev.naru.playground.shop;

import dev.naru.playground.shop.HubApi.Answer;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The shop's back office: hears of payments, asks the hub, and only then believes. */
final class Desk {

  private final Orders orders;
  private final HubApi hub;
  private final Verification verification;
  private final InstantSource time;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  Desk(Orders orders, HubApi hub, Verification verification, InstantSource time) {
    this.orders = orders;
    this.hub = hub;
    this.verification = verification;
    this.time = time;
  }

  /** How a notification ended. */
  enum Outcome {
    DONE,
    UNKNOWN_ORDER,
    /** The hub did not answer; whoever notified should do so again. */
    ASK_AGAIN
  }

  /**
   * A callback, a redirect or a webhook arrived: it is written down, then the hub is asked.
   *
   * @param impUid what the message claims, never believed; empty for none
   */
  Outcome notified(String merchantUid, String impUid, Event.Kind kind, JsonNode content) {
    Event event = new Event(kind, time.instant(), content);
    return orders.change(merchantUid, order -> order.heard(event)).isEmpty()
        ? Outcome.UNKNOWN_ORDER
        : verify(merchantUid, impUid);
  }

  /** Asks the hub about an order, by the payment that was named, else by the order's number. */
  Outcome verify(String merchantUid, String impUid) {
    return alone(
        merchantUid,
        () -> {
          Answer answer = impUid.isEmpty() ? hub.paymentOfOrder(merchantUid) : hub.payment(impUid);
          return switch (answer) {
            case Answer.Said(JsonNode payment) -> believe(merchantUid, payment);
            case Answer.Refused _ -> Outcome.DONE;
            case Answer.NotReached _ -> Outcome.ASK_AGAIN;
          };
        });
  }

  /**
   * Cancels by REST and asks for the truth afterwards.
   *
   * @param amount won; 0 for all that is left
   * @param refundTo V1's {@code refund_*} fields, for money that came by deposit
   * @return the hub's answer; empty when there is nothing of this order to cancel
   */
  Optional<Answer> cancel(
      String merchantUid, long amount, String reason, Map<String, String> refundTo) {
    Optional<Order> order = orders.find(merchantUid);
    String impUid = order.map(Order::impUid).orElse(null);
    if (order.isEmpty() || impUid == null) {
      return Optional.empty();
    }
    long left = left(order.get());
    Answer answer = hub.cancel(impUid, amount == 0 ? left : amount, left, reason, refundTo);
    Event event = new Event(Event.Kind.CANCEL, time.instant(), Json.MAPPER.valueToTree(answer));
    orders.change(merchantUid, it -> it.heard(event));
    verify(merchantUid, impUid);
    return Optional.of(answer);
  }

  private Outcome believe(String merchantUid, JsonNode payment) {
    orders.change(merchantUid, order -> order.verified(verification, payment, time.instant()));
    return Outcome.DONE;
  }

  /** Callback and webhook come at the same time: the older answer must not win. */
  private Outcome alone(String merchantUid, Supplier<Outcome> work) {
    ReentrantLock lock = locks.computeIfAbsent(merchantUid, _ -> new ReentrantLock());
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private static long left(Order order) {
    for (Event event : order.events().reversed()) {
      if (event.kind() == Event.Kind.TRUTH) {
        return Verification.won(event.content().path("amount"))
            - Math.max(0, Verification.won(event.content().path("cancel_amount")));
      }
    }
    return order.amount();
  }
}
