package dev.naru.hub.v1;

import dev.naru.hub.v1.wire.ApiException;
import dev.naru.hub.v1.wire.Params;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.Sensitive;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads card data (spec/rest-api.md §4.4.1). An error names the parameter and never its value, and
 * {@code cvc} isn't read at all (G25, G26).
 */
final class CardParams {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{13,19}");
  private static final Pattern EXPIRY = Pattern.compile("(20[0-9]{2})-?(0[1-9]|1[0-2])");
  private static final Pattern IDENTITY = Pattern.compile("[0-9]{6}|[0-9]{10}");
  private static final Pattern PASSWORD_HEAD = Pattern.compile("[0-9]{2}");

  private CardParams() {}

  /** Whether the caller sent a card. */
  static boolean isGiven(Params params) {
    return params.text("card_number") != null;
  }

  /**
   * The card; the caller must close it, which wipes it from memory.
   *
   * @throws ApiException 400 when a parameter is missing or malformed
   */
  static CardData card(Params params) {
    String number = digits(params, "card_number", NUMBER);
    YearMonth expiry = expiry(params);
    String identity = digits(params, "birth", IDENTITY);
    String passwordHead = digits(params, "pwd_2digit", PASSWORD_HEAD);
    if (number == null) {
      throw params.missing("card_number");
    }
    return new CardData(
        Sensitive.of(number),
        expiry,
        identity == null ? null : Sensitive.of(identity),
        passwordHead == null ? null : Sensitive.of(passwordHead));
  }

  private static YearMonth expiry(Params params) {
    String given = params.text("expiry");
    if (given == null) {
      throw params.missing("expiry");
    }
    Matcher expiry = EXPIRY.matcher(given);
    if (!expiry.matches()) {
      throw params.malformed("expiry");
    }
    return YearMonth.of(Integer.parseInt(expiry.group(1)), Integer.parseInt(expiry.group(2)));
  }

  /**
   * A parameter's digits, without the dashes and blanks that people write between them; null if it
   * is absent.
   */
  private static @Nullable String digits(Params params, String name, Pattern allowed) {
    String given = params.text(name);
    if (given == null) {
      return null;
    }
    String digits = given.replace("-", "").replace(" ", "");
    if (!allowed.matcher(digits).matches()) {
      throw params.malformed(name);
    }
    return digits;
  }
}
