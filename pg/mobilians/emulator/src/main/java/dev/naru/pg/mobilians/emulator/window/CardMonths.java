package dev.naru.pg.mobilians.emulator.window;

import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The numbers of instalments that a card window offers; 0 is the lump sum (protocols/mobilians.md
 * §2.3).
 */
final class CardMonths {

  /** The smallest amount in won that can be paid in instalments. */
  private static final long LEAST_WON = 50_000;

  private static final int USUAL = 12;
  private static final int MOST = 36;

  private CardMonths() {}

  /** The numbers of instalments offered for an order. */
  static List<Integer> offered(RegisteredOrder order) {
    if (order.amount() < LEAST_WON) {
      return List.of(0);
    }
    String direct = order.option("cn_direct");
    List<Integer> fixed =
        direct.isEmpty()
            ? list(order.option("cn_fix_installment"))
            : list(direct.contains(":") ? direct.substring(direct.indexOf(':') + 1) : "0");
    return fixed.isEmpty() ? upTo(list(order.option("cn_installment"))) : fixed;
  }

  /**
   * A single number is the largest number of instalments; several are offered as they are, beside
   * the lump sum.
   */
  private static List<Integer> upTo(List<Integer> given) {
    if (given.size() > 1) {
      return Stream.concat(Stream.of(0), given.stream()).distinct().sorted().toList();
    }
    int most = given.isEmpty() ? USUAL : given.getFirst();
    return IntStream.rangeClosed(1, Math.max(1, most)).mapToObj(n -> n == 1 ? 0 : n).toList();
  }

  private static List<Integer> list(String text) {
    return Arrays.stream(text.split("[:^,|]", -1))
        .filter(n -> n.matches("\\d{1,2}"))
        .map(Integer::parseInt)
        .map(n -> n == 1 ? 0 : n)
        .filter(n -> n <= MOST)
        .distinct()
        .toList();
  }
}
