package dev.naru.pg.inicis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code display.card_quota} in KG INICIS's terms (spec/pg-rules.md §2.5). What a list of one value
 * means, the hub has decided before.
 */
final class CardQuota {
  private CardQuota() {}

  /** {@code quotabase}: the months, {@code 2:3:4}; empty where the PG's own list is wanted. */
  static Optional<String> pc(@Nullable List<Integer> wanted, long amountKrw) {
    // The lump sum is offered always and has no value of its own in the manuals; 0 is inferred.
    return months(wanted, amountKrw).map(months -> months.isEmpty() ? "0" : join(months, "%d"));
  }

  /** {@code P_QUOTABASE}: {@code 01} (lump sum) and the months, two digits each. */
  static Optional<String> mobile(@Nullable List<Integer> wanted, long amountKrw) {
    return months(wanted, amountKrw)
        .map(months -> months.isEmpty() ? "01" : "01:" + join(months, "%02d"));
  }

  private static Optional<List<Integer>> months(@Nullable List<Integer> wanted, long amountKrw) {
    if (wanted == null || amountKrw < CardTerms.INSTALMENTS_FROM_KRW) {
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
