package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.WindowOptions;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.Map;

/**
 * The fields of a merchant's form, and checks that refuse it with the window's own codes.
 *
 * @param missing the code for a missing field
 * @param malformed the code for a malformed field
 * @param malformedText the sentence for a malformed field
 */
record WindowForm(
    Map<String, String> fields, String missing, String malformed, String malformedText) {

  /** A field without blanks around it; empty when it is missing. */
  String get(String name) {
    return fields.getOrDefault(name, "").trim();
  }

  /**
   * Checks that these fields are there.
   *
   * @throws PgRefusal when one is missing or blank
   */
  void require(Iterable<String> names) {
    for (String name : names) {
      if (get(name).isBlank()) {
        throw new PgRefusal(missing, "필수 파라미터가 없습니다. [" + name + "]");
      }
    }
  }

  /**
   * Checks a condition on a field.
   *
   * @throws PgRefusal when it doesn't hold
   */
  void check(String name, boolean condition) {
    if (!condition) {
      throw new PgRefusal(malformed, malformedText + " [" + name + "]");
    }
  }

  /**
   * An amount of tax in won; -1 when the field is empty.
   *
   * @throws PgRefusal when it is no amount
   */
  long tax(String name) {
    check(name, WindowOptions.tax(get(name)).isPresent());
    return WindowOptions.tax(get(name)).orElseThrow();
  }
}
