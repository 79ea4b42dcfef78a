package dev.naru.hub.payment;

/**
 * Says when an order is taken, so that no further payment of it may begin: one of its payments is
 * at the PG, or was paid. After a full cancel the order is free again if the merchant's settings
 * say so ({@code compat.allow_reuse_after_full_cancel}). The unique index {@code
 * payment_holds_order} decides between payments that begin at the same time (docs/decisions/0003).
 */
public final class OrderRule {

  /** A condition on a {@code payment p} that holds its order; parameter {@code :reuse}. */
  public static final String FREED =
      "(:reuse and p.state = 'CANCELLED' and p.cancelled = p.amount)";

  /** A condition on a {@code payment p} of the order; parameter {@code :reuse}. */
  public static final String TAKEN = "(p.holds_order and not " + FREED + ")";

  private OrderRule() {}

  /** Whether a payment that was paid, and maybe cancelled, keeps its order taken. */
  public static boolean isTakenBy(Payment payment, boolean reuse) {
    return switch (payment.state()) {
      case PAID -> true;
      case CANCELLED -> !(reuse && payment.remainingMinor() == 0);
      case READY, APPROVING, AWAITING_DEPOSIT, FAILED -> false;
    };
  }
}
