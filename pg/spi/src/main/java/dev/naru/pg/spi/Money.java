package dev.naru.pg.spi;

/**
 * An amount of money.
 *
 * @param minor the amount in the currency's smallest unit (won for KRW); never negative
 * @param currency ISO 4217 code
 */
public record Money(long minor, String currency) {

  /**
   * @throws IllegalArgumentException if the amount is negative, or the currency is no ISO 4217 code
   */
  public Money {
    if (minor < 0) {
      throw new IllegalArgumentException("a negative amount: " + minor);
    }
    if (currency.length() != 3) {
      throw new IllegalArgumentException("not an ISO 4217 currency: " + currency);
    }
  }

  /** An amount in won. */
  public static Money krw(long won) {
    return new Money(won, "KRW");
  }
}
