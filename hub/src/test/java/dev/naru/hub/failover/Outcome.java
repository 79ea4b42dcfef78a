package dev.naru.hub.failover;

import dev.naru.hub.crash.BooksAtScale.Faults;
import java.time.Duration;
import java.util.List;

/**
 * What a failure has done, as a row of the table.
 *
 * @param gap the longest time between two acknowledged payments
 * @param acknowledged payments that a merchant was told are paid
 * @param note what else there is to say
 */
record Outcome(String name, Duration gap, int acknowledged, Faults faults, String note) {

  static final String HEAD =
      """
      | Case | Longest gap | Acknowledged | Lost | Doubled | Books | Note |
      |---|---|---|---|---|---|---|\
      """
          .stripIndent();

  /** A line of Markdown. */
  String row() {
    return "| %s | %.1f s | %d | %d | %d | %s | %s |"
        .formatted(
            name,
            gap.toMillis() / 1_000.0,
            acknowledged,
            faults.lost().size(),
            faults.doubled().size(),
            faults.unequal().isEmpty() ? "equal" : "NOT equal",
            note);
  }

  List<String> wrong() {
    return faults.all().stream().map(line -> name + ": " + line).toList();
  }
}
