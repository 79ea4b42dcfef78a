package dev.naru.hub.checkout;

import dev.naru.hub.text.OuterSpace;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An amount as a shop's page sent it, not yet checked (spec/javascript-sdk.md §8.4). */
sealed interface RequestedAmount {

  /** 2^53, up to which every integer is exact in JavaScript. */
  BigDecimal MAX = BigDecimal.valueOf(1L << 53);

  Pattern DIGITS = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,10})?");

  /** The page sent no amount, or an empty text. */
  record Absent() implements RequestedAmount {}

  /** NaN (which JSON sends as null), negative, fractional, too large, or not a number. */
  record Malformed() implements RequestedAmount {}

  /**
   * A whole amount from 0.
   *
   * @param minor won
   * @param wasText whether the page sent a string instead of a number
   */
  record Whole(long minor, boolean wasText) implements RequestedAmount {}

  /** The amount in won; null when it is absent or malformed. */
  static @Nullable Long minor(RequestedAmount amount) {
    return amount instanceof Whole(long minor, _) ? minor : null;
  }

  /** Reads a JSON value. */
  static RequestedAmount of(JsonNode node) {
    if (node.isMissingNode()) {
      return new Absent();
    }
    if (node.isString()) {
      String text = OuterSpace.strip(node.stringValue());
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
