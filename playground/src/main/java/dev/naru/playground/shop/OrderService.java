package dev.naru.playground.shop;

import dev.naru.playground.shop.HubApi.HubAnswer;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Handles the shop's orders. Messages about a payment can be forged by anybody, so it believes only
 * the hub's own answer.
 */
final class OrderService {

  private final Orders orders;
  private final HubApi hub;
  private final Verification verification;
  private final InstantSource time;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  OrderService(Orders orders, HubApi hub, Verification verification, InstantSource time) {
    this.orders = orders;
    this.hub = hub;
    this.verification = verification;
    this.time = time;
  }

  /** How the handling of a message ended. */
  enum Handling {
    DONE,
    UNKNOWN_ORDER,
    /** The hub didn't answer, so the sender should send the message again. */
    ASK_AGAIN
  }

  /**
   * Stores a callback, a redirect or a webhook, and then asks the hub.
   *
   * @param impUid the payment that the message names, which isn't believed; empty when it names
   *     none
   */
  Handling handle(String merchantUid, String impUid, Event.Kind kind, JsonNode content) {
    Event event = new Event(kind, time.instant(), content);
    return orders.change(merchantUid, order -> order.heard(event)).isEmpty()
        ? Handling.UNKNOWN_ORDER
        : verify(merchantUid, impUid);
  }

  /** Asks the hub about the named payment, or else about the order number. */
  Handling verify(String merchantUid, String impUid) {
    return alone(
        merchantUid,
        () -> {
          HubAnswer answer =
              impUid.isEmpty() ? hub.paymentOfOrder(merchantUid) : hub.payment(impUid);
          return switch (answer) {
            case HubAnswer.Said(JsonNode payment) -> believe(merchantUid, payment);
            case HubAnswer.Refused _ -> Handling.DONE;
            case HubAnswer.NotReached _ -> Handling.ASK_AGAIN;
          };
        });
  }

  /**
   * Cancels by REST and then asks the hub for the payment.
   *
   * @param amount in won; 0 for all that is left
   * @param refundTo V1's {@code refund_*} fields, for money that came by deposit
   * @return the hub's answer; empty when the order has nothing to cancel
   */
  Optional<HubAnswer> cancel(
      String merchantUid, long amount, String reason, Map<String, String> refundTo) {
    Optional<ShopOrder> order = orders.find(merchantUid);
    String impUid = order.map(ShopOrder::impUid).orElse(null);
    if (order.isEmpty() || impUid == null) {
      return Optional.empty();
    }
    long left = left(order.get());
    HubAnswer answer = hub.cancel(impUid, amount == 0 ? left : amount, left, reason, refundTo);
    Event event = new Event(Event.Kind.CANCEL, time.instant(), ShopJson.MAPPER.valueToTree(answer));
    orders.change(merchantUid, it -> it.heard(event));
    verify(merchantUid, impUid);
    return Optional.of(answer);
  }

  /** What the order waits for, as the hub last told it; empty when it waits for no deposit. */
  Optional<JsonNode> awaitedPayment(String merchantUid) {
    return orders.find(merchantUid).stream()
        .flatMap(order -> order.events().reversed().stream())
        .filter(event -> event.kind() == Event.Kind.TRUTH)
        .findFirst()
        .map(Event::content)
        .filter(payment -> payment.path("status").asString("").equals("ready"));
  }

  private Handling believe(String merchantUid, JsonNode payment) {
    orders.change(merchantUid, order -> order.verified(verification, payment, time.instant()));
    return Handling.DONE;
  }

  /**
   * Handles one message of an order at a time: callback and webhook arrive together, and the older
   * answer of the hub must not overwrite the newer one.
   */
  private Handling alone(String merchantUid, Supplier<Handling> work) {
    ReentrantLock lock = locks.computeIfAbsent(merchantUid, _ -> new ReentrantLock());
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private static long left(ShopOrder order) {
    for (Event event : order.events().reversed()) {
      if (event.kind() == Event.Kind.TRUTH) {
        return Verification.won(event.content().path("amount"))
            - Math.max(0, Verification.won(event.content().path("cancel_amount")));
      }
    }
    return order.amount();
  }
}
