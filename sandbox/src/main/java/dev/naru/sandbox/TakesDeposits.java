package dev.naru.sandbox;

/** Implemented by emulators whose PG has virtual accounts, for {@code POST /control/deposits}. */
public interface TakesDeposits {

  /**
   * Pays into a virtual account: the charge becomes {@code paid}, and a notice goes to the merchant
   * by {@link SandboxServices#notices()}.
   *
   * @param waiting a charge of the book with status {@code waiting}
   * @param amount the deposit in won; the PG's rules decide whether the bank accepts another amount
   *     than the ordered one
   * @throws IllegalArgumentException when the bank takes no such deposit; the message says why
   */
  void deposit(SandboxServices services, Book.Charge waiting, long amount);
}
