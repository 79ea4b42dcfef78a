package dev.naru.hub.payment;

/** Knows for which schedules charges were made. The schedule module implements it. */
public interface ScheduledSlots {

  /**
   * Whether the charge was made for a schedule that can be made pending again.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  boolean canBeFreed(long merchantId, String paymentNumber);

  /**
   * A part of the statement that ends a payment which was surely never charged: it makes the
   * payment's schedule pending again, and due at once. It stands in a {@code with}. Parameters:
   * {@code merchant, paymentNumber, now}.
   */
  String free();
}
