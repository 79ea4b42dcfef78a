package dev.naru.pg.mobilians;

import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code display.card_quota} in KG Mobilians' terms. The meaning is V1's: from the smallest to the
 * largest, one value alone, nothing for a lump sum (spec/pg-rules.md §4.1).
 *
 * <p><b>Not settled by a public source:</b> the manual names {@code cn_installment} ("instalments",
 * with {@code 03} as its one example) and {@code cn_fix_installment} ("fixed") and no form for more
 * months than one. We fix where there is nothing to choose, and otherwise list two-digit months
 * joined by a colon, as {@code cn_fix_card} lists cards.
 */
final class Instalments {
  /** Below it only a lump sum exists (spec/javascript-sdk.md §3). */
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

  /** Two digits, {@code 00} for a lump sum. */
  static String two(int months) {
    return String.format(Locale.ROOT, "%02d", months < 2 ? 0 : months);
  }
}
