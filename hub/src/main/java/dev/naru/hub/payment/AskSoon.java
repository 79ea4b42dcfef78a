package dev.naru.hub.payment;

/**
 * Has a PG asked soon about a payment whose outcome is unknown, because somebody has looked at it.
 * Thread-safe.
 */
@FunctionalInterface
public interface AskSoon {

  /**
   * Has the PG asked soon about a payment's unresolved calls, unless it was asked in the last few
   * seconds. Never waits for the PG; does nothing if no call is unresolved.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  void about(long merchantId, String paymentNumber);
}
