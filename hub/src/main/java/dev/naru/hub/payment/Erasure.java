package dev.naru.hub.payment;

/**
 * Erases who the buyer of a payment was, as a buyer may ask for. The payment itself stays as it is:
 * its numbers, amounts, journal and cancels, so that the books still balance. Thread-safe.
 */
@FunctionalInterface
public interface Erasure {

  /** What became of it. */
  enum Erased {
    DONE,
    /** The payment isn't over yet: a call to the PG, or a deposit, may still need the buyer. */
    UNDER_WAY,
    /** The merchant has no such payment. */
    NO_PAYMENT
  }

  /**
   * Erases name, e-mail, telephone number, address, {@code custom_data}, the browser's name and the
   * name on a virtual account; nobody finds the payment by its buyer any more. Erasing twice is
   * erasing once.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Erased erase(long merchantId, String paymentNumber);
}
