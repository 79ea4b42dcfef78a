package dev.naru.hub.checkout;

import dev.naru.hub.text.OuterSpace;
import dev.naru.hub.text.WireNumber;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An amount as a shop's page sent it, not yet checked (spec/javascript-sdk.md §8.4). */
sealed interface RequestedAmount {

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
    if (node.isString() && OuterSpace.strip(node.stringValue()).isEmpty()) {
      return new Absent();
    }
    return WireNumber.of(node)
        .map(number -> whole(number, node.isString()))
        .orElseGet(Malformed::new);
  }

  private static RequestedAmount whole(BigDecimal value, boolean wasText) {
    boolean fits = value.signum() >= 0 && value.compareTo(WireNumber.MAX_AMOUNT) <= 0;
    return fits && value.stripTrailingZeros().scale() <= 0
        ? new Whole(value.longValueExact(), wasText)
        : new Malformed();
  }
}
