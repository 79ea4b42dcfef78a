package dev.naru.hub.payment;

/**
 * When an order is taken, so that nothing more may be paid of it: one of its payments is with the
 * PG, or was paid. An order that was wholly given back is free again where the merchant wants that
 * ({@code compat.allow_reuse_after_full_cancel}). The unique index {@code payment_holds_order}
 * decides between those who come at once (docs/decisions/0003).
 */
public final class OrderRule {

  /** A condition on a {@code payment p} that holds its order; parameter {@code :reuse}. */
  public static final String FREED =
      "(:reuse and p.state = 'CANCELLED' and p.cancelled = p.amount)";

  /** A condition on a {@code payment p} of the order; parameter {@code :reuse}. */
  public static final String TAKEN = "(p.holds_order and not " + FREED + ")";

  private OrderRule() {}

  /** Whether a payment that was paid, or paid and given back, holds its order. */
  public static boolean isTakenBy(Payment payment, boolean reuse) {
    return switch (payment.state()) {
      case PAID -> true;
      case CANCELLED -> !(reuse && payment.remainingMinor() == 0);
      case READY, APPROVING, AWAITING_DEPOSIT, FAILED -> false;
    };
  }
}
