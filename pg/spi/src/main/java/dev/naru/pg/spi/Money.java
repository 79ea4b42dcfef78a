package dev.naru.pg.spi;

/**
 * An amount of money.
 *
 * @param minor in the currency's smallest unit (won for KRW); never negative, never a fraction
 * @param currency ISO 4217
 */
public record Money(long minor, String currency) {

  public Money {
    if (minor < 0) {
      throw new IllegalArgumentException("a negative amount: " + minor);
    }
    if (currency.length() != 3) {
      throw new IllegalArgumentException("not an ISO 4217 currency: " + currency);
    }
  }

  public static Money krw(long won) {
    return new Money(won, "KRW");
  }
}
