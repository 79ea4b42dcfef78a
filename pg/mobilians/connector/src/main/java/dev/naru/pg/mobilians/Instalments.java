package dev.naru.pg.mobilians;

import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Translates {@code display.card_quota} for KG Mobilians' window. As in V1, several values offer
 * all instalments from the smallest to the largest, a single value fixes exactly that number of
 * months, and an empty list fixes the lump sum (spec/pg-rules.md §4.1).
 *
 * <p><b>No public source settles</b> the format. The manual names {@code cn_installment}
 * ("instalments", with {@code 03} as its only example) and {@code cn_fix_installment} ("fixed"),
 * and shows no list of months. This uses the fixed form when there is nothing to choose, and
 * otherwise lists two-digit months joined by colons, as {@code cn_fix_card} lists cards.
 */
final class Instalments {
  /** The least amount for instalments, in won (spec/javascript-sdk.md §3). */
  private static final long FROM_KRW = 50_000;

  private Instalments() {}

  static void put(
      SequencedMap<String, Object> options, @Nullable List<Integer> wanted, long amountKrw) {
    if (wanted == null || amountKrw < FROM_KRW) {
      return;
    }
    List<Integer> months = wanted.stream().filter(n -> n >= 2).distinct().sorted().toList();
    if (months.isEmpty()) {
      options.put("cn_fix_installment", "00");
    } else if (months.size() == 1) {
      options.put("cn_fix_installment", two(months.getFirst()));
    } else {
      options.put(
          "cn_installment",
          IntStream.rangeClosed(months.getFirst(), months.getLast())
              .mapToObj(Instalments::two)
              .collect(Collectors.joining(":")));
    }
  }

  /** The months with two digits, {@code 00} for a lump sum. */
  static String two(int months) {
    return String.format(Locale.ROOT, "%02d", months < 2 ? 0 : months);
  }
}
