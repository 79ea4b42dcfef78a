package dev.naru.sandbox;

/** An emulator whose PG has virtual accounts; {@code POST /control/deposits} calls it. */
public interface TakesDeposits {

  /**
   * Money comes into a waiting account: the book's line becomes paid, and the merchant is told as
   * this PG tells it, by {@link Stage#notices()}.
   *
   * @param waiting a line of the book with status {@code waiting}
   * @param amount what came in; the PG decides whether its bank takes an amount that isn't the
   *     ordered one
   * @throws IllegalArgumentException the bank takes no such deposit; says why
   */
  void deposit(Stage stage, Book.Charge waiting, long amount);
}
