package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.pg.mobilians.emulator.wire.PhoneCodes;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.kit.PgRefusal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides when a phone's key may be charged (protocols/mobilians.md §2.8, §8): once a month in
 * Korea, with the first charge's amount, close to its day of the month, and only if the month
 * before was charged. Cards have no such rule.
 */
final class MonthlyRule {

  /**
   * How many days before and after the day a charge is allowed. A key of the 31st is due on the
   * last day of a shorter month.
   */
  static final int DAYS_AROUND = 5;

  private final Predicate<String> stands;

  /**
   * Creates the rule.
   *
   * @param stands whether the charge with this number isn't cancelled wholly
   */
  MonthlyRule(Predicate<String> stands) {
    this.stands = stands;
  }

  /**
   * The month that a charge counts for.
   *
   * @throws PgRefusal 0019 after a year without use; 0060 when the rule forbids the charge
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
        .filter(month -> {
          LocalDate due = month.atDay(Math.min(day, month.lengthOfMonth()));
          return Math.abs(ChronoUnit.DAYS.between(due, today)) <= DAYS_AROUND;
        })
        .findFirst();
  }
}
