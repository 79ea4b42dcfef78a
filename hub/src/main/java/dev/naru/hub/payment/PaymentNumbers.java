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

  /**
   * Sees to it that this number, and none that was drawn before it, is drawn again: a database that
   * has lost its newest rows has lost its count too.
   *
   * @param number of any payment or key, of whatever cell; one that this hub can't have drawn
   *     changes nothing
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  default void neverAgain(String number) {}
}
