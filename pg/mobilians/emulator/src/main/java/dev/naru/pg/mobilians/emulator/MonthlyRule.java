package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.kit.PgRefusal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * When a phone's key may be charged (protocols/mobilians.md §2.8, §8): once a month in Korea, the
 * amount and around the day of the first charge, in a chain that no month is missing from. Cards
 * have no such rule.
 */
final class MonthlyRule {

  /** How far from the day; a key of the 31st is due on the last day of a shorter month. */
  static final int DAYS_AROUND = 5;

  private final Predicate<String> stands;

  /**
   * @param stands whether the charge of this number is still held, in part at least
   */
  MonthlyRule(Predicate<String> stands) {
    this.stands = stands;
  }

  /**
   * @return the month that the charge counts for
   * @throws PgRefusal 0019 after a year without use; 0060 for whatever breaks the chain
   */
  YearMonth monthOf(BillKey key, long amount, LocalDate today) {
    boolean phone = key.cash() == CashCode.MC;
    if (phone && today.isAfter(KoreanTime.date(key.lastOn()).plusYears(1))) {
      throw PhoneCodes.refusal("0019");
    }
    if (!phone || !key.begun()) {
      return YearMonth.from(today);
    }
    YearMonth month =
        dueMonth(key.day(), today)
            .filter(due -> amount == key.amount())
            .orElseThrow(() -> PhoneCodes.refusal("0060"));
    boolean again = stands.test(key.chargeOf(month));
    boolean broken = !key.beganIn(month) && !stands.test(key.chargeOf(month.minusMonths(1)));
    if (again || broken) {
      throw PhoneCodes.refusal("0060");
    }
    return month;
  }

  private static Optional<YearMonth> dueMonth(int day, LocalDate today) {
    YearMonth now = YearMonth.from(today);
    return Stream.of(now.minusMonths(1), now, now.plusMonths(1))
        .filter(
            month -> {
              LocalDate due = month.atDay(Math.min(day, month.lengthOfMonth()));
              return Math.abs(ChronoUnit.DAYS.between(due, today)) <= DAYS_AROUND;
            })
        .findFirst();
  }
}
