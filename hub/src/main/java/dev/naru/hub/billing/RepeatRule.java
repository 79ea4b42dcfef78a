package dev.naru.hub.billing;

import dev.naru.hub.channel.PgRules;
import dev.naru.hub.time.Korea;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When, and how much, a phone's key may be charged again: once a month, the same amount, on the
 * same day (spec/pg-rules.md §5 row C2). Only for PGs that have the settings of it; days and months
 * are Korea's.
 *
 * @param toleranceDays how far from the first charge's day of the month, 0 to 5
 * @param warnsOnly what is against the rule is logged and let through
 */
record RepeatRule(boolean oncePerMonth, boolean sameAmount, int toleranceDays, boolean warnsOnly) {

  private static final Logger log = LoggerFactory.getLogger(RepeatRule.class);
  private static final String AGAINST = "정기결제 조건(동일 금액, 동일 일자)에 맞지 않습니다. ";

  /**
   * A charge of the key.
   *
   * @param stands whether it holds money, or may yet; false when it was wholly given back
   */
  record Past(Instant at, Money amount, boolean stands) {}

  /** What the rule says of a charge. */
  sealed interface Verdict {

    /**
     * @param month the month of the key that the charge counts to; null where several may count to
     *     one
     */
    record Allowed(@Nullable YearMonth month) implements Verdict {}

    record Against(String text) implements Verdict {}
  }

  /** Empty where the PG, or the key's method, has no such rule. */
  static Optional<RepeatRule> of(PgRules rules, PayMethod method) {
    return method.equals(PayMethod.PHONE)
        ? rules
            .get("billing.repeat_day_tolerance_days")
            .map(days ->
                new RepeatRule(
                    rules.is("billing.max_one_charge_per_month", "enforce"),
                    rules.is("billing.repeat_same_amount", "enforce"),
                    Integer.parseInt(days),
                    rules.is("billing.rule_enforcement", "warn")))
        : Optional.empty();
  }

  /**
   * @param past the key's charges, the first one first: it sets amount and day, even where it
   *     doesn't stand any more
   */
  Verdict judge(String customerKey, List<Past> past, Money amount, Instant at) {
    if (past.isEmpty()) {
      return allowed(YearMonth.from(day(at)));
    }
    LocalDate first = day(past.getFirst().at());
    Optional<YearMonth> month = monthOf(first, day(at));
    YearMonth counted = month.orElse(YearMonth.from(day(at)));
    if (oncePerMonth
        && past.stream()
            .anyMatch(each -> each.stands() && counted.equals(countedTo(first, each)))) {
      return against(customerKey, "max_one_charge_per_month", counted + "에는 이미 결제되었습니다.");
    }
    if (month.isEmpty()) {
      String detail = "이 달의 결제일은 %s입니다.".formatted(anchor(first, counted));
      return against(customerKey, "repeat_day_tolerance_days", detail);
    }
    Money firstAmount = past.getFirst().amount();
    if (sameAmount && !amount.equals(firstAmount)) {
      String detail = String.format(Locale.KOREA, "최초 결제금액은 %,d원입니다.", firstAmount.minor());
      return against(customerKey, "repeat_same_amount", detail);
    }
    return allowed(counted);
  }

  /** The text for two charges of one call that count to the same month. */
  static String twiceIn(YearMonth month) {
    return AGAINST + month + "에 두 번 결제할 수 없습니다.";
  }

  private Verdict allowed(YearMonth month) {
    return new Verdict.Allowed(oncePerMonth && !warnsOnly ? month : null);
  }

  /** Logged with the setting's name, so that an operator finds the switch (§5). */
  private Verdict against(String customerKey, String setting, String detail) {
    log.warn(
        "a charge of {} is against billing.{}{}: {}",
        customerKey,
        setting,
        warnsOnly ? ", and goes through" : "",
        detail);
    return warnsOnly ? new Verdict.Allowed(null) : new Verdict.Against(AGAINST + detail);
  }

  private YearMonth countedTo(LocalDate first, Past charge) {
    LocalDate day = day(charge.at());
    return monthOf(first, day).orElse(YearMonth.from(day));
  }

  /**
   * The month whose day of payment is at most the tolerated number of days from this day. It may be
   * the month before or after the day's own.
   */
  private Optional<YearMonth> monthOf(LocalDate first, LocalDate day) {
    YearMonth month = YearMonth.from(day);
    return Stream.of(month.minusMonths(1), month, month.plusMonths(1))
        .filter(
            each -> Math.abs(ChronoUnit.DAYS.between(anchor(first, each), day)) <= toleranceDays)
        .findFirst();
  }

  /** The 29th to 31st fall on the last day of shorter months. */
  private static LocalDate anchor(LocalDate first, YearMonth month) {
    return month.atDay(Math.min(first.getDayOfMonth(), month.lengthOfMonth()));
  }

  private static LocalDate day(Instant at) {
    return at.atZone(Korea.ZONE).toLocalDate();
  }
}
