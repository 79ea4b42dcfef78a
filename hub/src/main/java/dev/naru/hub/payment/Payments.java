package dev.naru.hub.payment;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reading payments. A merchant sees only its own (G31). */
public interface Payments {

  Optional<Payment> find(long merchantId, String paymentNumber);

  /**
   * The first payment of an order.
   *
   * @param states empty for any
   */
  Optional<Payment> findByOrderNumber(
      long merchantId, String orderNumber, Set<PaymentState> states, Sorting sorting);

  /** V1's {@code sorting} (spec/rest-api.md §1.7); ties break by id in the same direction. */
  record Sorting(By by, boolean newestFirst) {
    public static final Sorting NEWEST = new Sorting(By.STARTED, true);

    /** The column sorted by; {@code UPDATED} is the last change of state. */
    public enum By {
      STARTED,
      PAID,
      UPDATED
    }

    /** Reads V1's word; empty when it isn't one. Null and empty mean the default. */
    public static Optional<Sorting> of(@Nullable String word) {
      if (word == null || word.isEmpty()) {
        return Optional.of(NEWEST);
      }
      boolean newestFirst = word.startsWith("-");
      return switch (newestFirst ? word.substring(1) : word) {
        case "started" -> Optional.of(new Sorting(By.STARTED, newestFirst));
        case "paid" -> Optional.of(new Sorting(By.PAID, newestFirst));
        case "updated" -> Optional.of(new Sorting(By.UPDATED, newestFirst));
        default -> Optional.empty();
      };
    }
  }
}
