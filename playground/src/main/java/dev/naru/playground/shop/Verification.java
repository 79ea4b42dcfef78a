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
      case "paid", "cancelled" ->
          isOnlyAKey(payment) ? Order.State.KEY_ISSUED : charged(order, payment);
      case "failed" -> Order.State.FAILED;
      default -> Order.State.WAITING;
    };
  }

  /**
   * KG INICIS issues a key and charges nothing, though V1 says {@code paid} with the amount that
   * was shown; KG Mobilians charges unless the amount is 0 (spec/pg-rules.md §2.6, §5).
   */
  private static boolean isOnlyAKey(JsonNode payment) {
    return payment.path("customer_uid_usage").asString("").equals("issue")
        && (payment.path("pg_provider").asString("").endsWith("inicis")
            || won(payment.path("amount")) == 0);
  }

  /** A part that was cancelled makes V1 say {@code cancelled} too (spec/rest-api.md §3). */
  private static Order.State charged(Order order, JsonNode payment) {
    long amount = won(payment.path("amount"));
    long cancelled = won(payment.path("cancel_amount"));
    if (amount != order.amount()) {
      return Order.State.MISMATCH;
    }
    if (payment.path("status").asString("").equals("paid") && cancelled <= 0) {
      return Order.State.PAID;
    }
    return cancelled < amount ? Order.State.PARTLY_CANCELLED : Order.State.CANCELLED;
  }

  /** Whole won; what isn't a whole number equals no order's amount. */
  static long won(JsonNode amount) {
    return amount.isIntegralNumber() && amount.canConvertToLong() ? amount.longValue() : -1;
  }
}
