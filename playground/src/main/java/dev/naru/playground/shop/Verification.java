package dev.naru.playground.shop;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The check every merchant owes itself: the hub's own answer against the shop's own order
 * (spec/webhooks.md §5). A callback, a redirect or a webhook proves nothing.
 *
 * @param keyOnly the {@code pg_provider} codes of PGs that charge nothing for a billing key
 */
record Verification(Set<String> keyOnly) {

  /**
   * @param payment {@code response} of {@code GET /payments/{imp_uid}}
   */
  Order.State stateOf(Order order, JsonNode payment) {
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
   * V1 says {@code paid}, with the amount that was shown, for a billing key too. Some PGs charge
   * nothing for one; the others charge unless the amount is 0 (spec/pg-rules.md §2.6, §5).
   */
  private boolean isOnlyAKey(JsonNode payment) {
    return payment.path("customer_uid_usage").asString("").equals("issue")
        && (keyOnly.contains(payment.path("pg_provider").asString(""))
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
