package dev.naru.playground.shop;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The check that every merchant must make: it compares the hub's own answer with the shop's own
 * order (spec/webhooks.md §5). A callback, a redirect or a webhook proves nothing.
 */
record Verification(Set<String> keyOnly) {

  /**
   * The order's state according to the hub's answer.
   *
   * @param payment {@code response} of {@code GET /payments/{imp_uid}}
   */
  ShopOrder.State stateOf(ShopOrder order, JsonNode payment) {
    if (!payment.path("merchant_uid").asString("").equals(order.merchantUid())) {
      return ShopOrder.State.MISMATCH;
    }
    return switch (payment.path("status").asString("")) {
      case "paid", "cancelled" ->
          isOnlyAKey(payment) ? ShopOrder.State.KEY_ISSUED : charged(order, payment);
      case "failed" -> ShopOrder.State.FAILED;
      default -> ShopOrder.State.WAITING;
    };
  }

  /**
   * Whether a key was issued without a charge. Some PGs charge nothing for a key, though V1 says
   * {@code paid} with the amount that was shown; others charge unless the amount is 0
   * (spec/pg-rules.md §2.6, §5).
   */
  private boolean isOnlyAKey(JsonNode payment) {
    return payment.path("customer_uid_usage").asString("").equals("issue")
        && (keyOnly.contains(payment.path("pg_provider").asString(""))
            || won(payment.path("amount")) == 0);
  }

  /**
   * The state of a charged order; V1 says {@code cancelled} after a partial cancel too
   * (spec/rest-api.md §3).
   */
  private static ShopOrder.State charged(ShopOrder order, JsonNode payment) {
    long amount = won(payment.path("amount"));
    long cancelled = won(payment.path("cancel_amount"));
    if (amount != order.amount()) {
      return ShopOrder.State.MISMATCH;
    }
    if (payment.path("status").asString("").equals("paid") && cancelled <= 0) {
      return ShopOrder.State.PAID;
    }
    return cancelled < amount ? ShopOrder.State.PARTLY_CANCELLED : ShopOrder.State.CANCELLED;
  }

  /** The amount in whole won; -1, which equals no order's amount, when it isn't a whole number. */
  static long won(JsonNode amount) {
    return amount.isIntegralNumber() && amount.canConvertToLong() ? amount.longValue() : -1;
  }
}
