package dev.naru.hub.payment;

/** For whoever meets a payment of which nobody knows what came of it. Thread-safe. */
@FunctionalInterface
public interface AskSoon {

  /**
   * Has the PG asked soon about what is unresolved of a payment, unless it was asked in the last
   * few seconds. Never waits for the PG; does nothing where nothing is unresolved.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  void about(long merchantId, String paymentNumber);
}
