package dev.naru.hub.payment;

/** Draws the numbers by which PGs know payments and keys. */
public interface PaymentNumbers {

  /**
   * A new number, which no other node, merchant or prefix gets.
   *
   * @return the prefix and 12 digits, which is V1's form; the first two are the hub's cell
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  String next(String prefix);

  /**
   * Makes sure that neither this number nor one drawn before it is drawn again. It is needed when
   * the database has lost its newest rows, and with them its count.
   *
   * @param number the number of any payment or key of any cell; one that this hub can't have drawn
   *     changes nothing
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  default void neverAgain(String number) {}
}
