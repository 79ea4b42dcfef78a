package dev.naru.hub.payment;

/** Draws the numbers that payments and keys are known by at the PGs. */
public interface PaymentNumbers {

  /**
   * A number that nobody else gets: not another node, nor another merchant, nor under another
   * prefix.
   *
   * @return the prefix and 12 digits, which is V1's form; the first two are the hub's cell
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  String next(String prefix);
}
