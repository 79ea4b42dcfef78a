package dev.naru.pg.inicis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Translates {@code display.card_quota} for KG INICIS's windows (spec/pg-rules.md §2.5). The hub
 * has already decided what a list with a single value means.
 */
final class CardQuota {
  private CardQuota() {}

  /**
   * The value of {@code quotabase}: the months as {@code 2:3:4}; empty when the PG's own list
   * applies.
   */
  static Optional<String> pc(@Nullable List<Integer> wanted, long amountKrw) {
    // The window always offers the lump sum, and the manuals give no value for "lump sum only"; 0
    // is inferred.
    return months(wanted, amountKrw).map(months -> months.isEmpty() ? "0" : join(months, "%d"));
  }

  /**
   * The value of {@code P_QUOTABASE}: {@code 01} for the lump sum and then the months, with two
   * digits each.
   */
  static Optional<String> mobile(@Nullable List<Integer> wanted, long amountKrw) {
    return months(wanted, amountKrw)
        .map(months -> months.isEmpty() ? "01" : "01:" + join(months, "%02d"));
  }

  private static Optional<List<Integer>> months(@Nullable List<Integer> wanted, long amountKrw) {
    if (wanted == null || amountKrw < CardFields.INSTALMENTS_FROM_KRW) {
      return Optional.empty();
    }
    return Optional.of(wanted.stream().filter(n -> n >= 2).distinct().sorted().toList());
  }

  private static String join(List<Integer> months, String format) {
    return months.stream()
        .map(n -> String.format(Locale.ROOT, format, n))
        .collect(Collectors.joining(":"));
  }
}
