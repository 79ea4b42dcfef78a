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
      // V1 calls a partial cancel "cancelled" as well (spec/rest-api.md §3).
      case "cancelled" -> isWhole(payment) ? Order.State.CANCELLED : Order.State.PARTLY_CANCELLED;
      case "failed" -> Order.State.FAILED;
      default -> Order.State.WAITING;
    };
  }

  private static boolean isWhole(JsonNode payment) {
    return won(payment.path("cancel_amount")) >= won(payment.path("amount"));
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
