package dev.naru.hub.text;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A number as shops and their pages send it: a JSON number in any of its spellings, or a text of
 * digits (spec/rest-api.md §1.3). The REST API, its forms and the payment window read numbers only
 * here, so that an amount means the same to all of them.
 */
public final class WireNumber {

  /** The most that an amount may be, in major units (won, dollars). */
  public static final BigDecimal MAX_AMOUNT = new BigDecimal("999999999999");

  private static final int MAX_DIGITS = 18;

  /** Digits with a decimal point: no sign, no exponent, no comma, no digits of another script. */
  private static final Pattern TEXT = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

  private WireNumber() {}

  /**
   * Reads a number of at most 18 digits before the point and 18 after it.
   *
   * @return empty for anything else: another text, a boolean, null, an object or an array
   */
  public static Optional<BigDecimal> of(JsonNode sent) {
    if (sent.isString()) {
      return ofText(sent.stringValue());
    }
    boolean binary = sent.isFloatingPointNumber() && !sent.isBigDecimal();
    if (!sent.isNumber() || (binary && !Double.isFinite(sent.doubleValue()))) {
      return Optional.empty();
    }
    BigDecimal number = sent.decimalValue();
    boolean fits =
        (long) number.precision() - number.scale() <= MAX_DIGITS && number.scale() <= MAX_DIGITS;
    return fits ? Optional.of(number) : Optional.empty();
  }

  private static Optional<BigDecimal> ofText(String sent) {
    String text = OuterSpace.strip(sent);
    return TEXT.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }
}
