package dev.naru.hub.checkout;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An amount of a shop page, before anybody believed it (spec/javascript-sdk.md §8.4). */
sealed interface RequestedAmount {

  /** The largest integer that JavaScript counts exactly to. */
  BigDecimal MAX = BigDecimal.valueOf(1L << 53);

  Pattern DIGITS = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,10})?");

  /** The key isn't there. */
  record Absent() implements RequestedAmount {}

  /** NaN (null in JSON), negative, a fraction, too large, or no number at all. */
  record Malformed() implements RequestedAmount {}

  /**
   * @param minor whole won
   * @param wasText sent as a string
   */
  record Whole(long minor, boolean wasText) implements RequestedAmount {}

  static RequestedAmount of(JsonNode node) {
    if (node.isMissingNode()) {
      return new Absent();
    }
    if (node.isString()) {
      String text = node.stringValue().strip();
      if (text.isEmpty()) {
        return new Absent();
      }
      return DIGITS.matcher(text).matches() ? whole(new BigDecimal(text), true) : new Malformed();
    }
    if (node.isIntegralNumber()) {
      return whole(new BigDecimal(node.bigIntegerValue()), false);
    }
    if (node.isNumber() && Double.isFinite(node.doubleValue())) {
      return whole(BigDecimal.valueOf(node.doubleValue()), false);
    }
    return new Malformed();
  }

  private static RequestedAmount whole(BigDecimal value, boolean wasText) {
    boolean fits = value.signum() >= 0 && value.compareTo(MAX) <= 0;
    return fits && value.stripTrailingZeros().scale() <= 0
        ? new Whole(value.longValueExact(), wasText)
        : new Malformed();
  }
}
