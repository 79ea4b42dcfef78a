package dev.naru.pg.spi;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A card as the merchant's server sent it (spec/rest-api.md §4.4.1). It is never stored and never
 * logged. The code that made it closes it as soon as the PG has answered.
 *
 * @param number 13 to 19 digits
 * @param expiry the month as printed on the card
 * @param identity birth date {@code YYMMDD} or a business number of ten digits; null if the
 *     contract does not ask for it
 * @param passwordHead the first two digits of the card's password; null if the contract does not
 *     ask for them
 */
public record CardData(
    Sensitive number,
    YearMonth expiry,
    @Nullable Sensitive identity,
    @Nullable Sensitive passwordHead)
    implements AutoCloseable {

  @Override
  public void close() {
    number.close();
    if (identity != null) {
      identity.close();
    }
    if (passwordHead != null) {
      passwordHead.close();
    }
  }

  @Override
  public String toString() {
    return "CardData[hidden]";
  }
}
