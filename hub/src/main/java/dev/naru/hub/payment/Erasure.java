package dev.naru.hub.payment;

/**
 * Erases the buyer's personal data from a payment, which a buyer may demand. The payment's numbers,
 * amounts, journal and cancels stay, so that the books still balance. Thread-safe.
 */
@FunctionalInterface
public interface Erasure {

  /** The result of an erasure. */
  enum Erased {
    DONE,
    /** The payment isn't over yet: a call to the PG, or a deposit, may still need the buyer. */
    UNDER_WAY,
    /** The merchant has no such payment. */
    NO_PAYMENT
  }

  /**
   * Erases name, e-mail, telephone number, address, {@code custom_data}, the browser's name and the
   * name on a virtual account; nobody finds the payment by its buyer any more. A second call
   * changes nothing.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Erased erase(long merchantId, String paymentNumber);
}
