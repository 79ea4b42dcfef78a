package dev.naru.playground.shop;

import tools.jackson.databind.JsonNode;

/**
 * The check every merchant owes itself: the hub's own answer against the shop's own order
 * (spec/webhooks.md §5). A callback, a redirect or a webhook proves nothing.
 */
final class Verification {

  private Verification() {}

  /**
   * @param payment {@code response} of {@code GET /payments/{imp_uid}}
   */
  static Order.State stateOf(Order order, JsonNode payment) {
    if (!payment.path("merchant_uid").asString("").equals(order.merchantUid())) {
      return Order.State.MISMATCH;
    }
    return switch (payment.path("status").asString("")) {
      case "paid" -> paid(order, payment);
      case "cancelled" -> Order.State.CANCELLED;
      case "failed" -> Order.State.FAILED;
      default -> Order.State.WAITING;
    };
  }

  private static Order.State paid(Order order, JsonNode payment) {
    if (won(payment.path("amount")) != order.amount()) {
      return Order.State.MISMATCH;
    }
    return won(payment.path("cancel_amount")) > 0 ? Order.State.PARTLY_CANCELLED : Order.State.PAID;
  }

  /** Whole won; what isn't a whole number equals no order's amount. */
  static long won(JsonNode amount) {
    return amount.isIntegralNumber() && amount.canConvertToLong() ? amount.longValue() : -1;
  }
}
