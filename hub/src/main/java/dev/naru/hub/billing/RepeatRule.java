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
 * The rule by which a phone's key may be charged again: once a month, with the same amount, on the
 * same day (spec/pg-rules.md §5 row C2). It applies only to PGs that have settings for it; days and
 * months are Korea's.
 *
 * @param toleranceDays how far from the first charge's day of the month, 0 to 5
 * @param warnsOnly whether a charge that breaks the rule is only logged, and let through
 */
record RepeatRule(boolean oncePerMonth, boolean sameAmount, int toleranceDays, boolean warnsOnly) {

  private static final Logger log = LoggerFactory.getLogger(RepeatRule.class);
  private static final String AGAINST = "정기결제 조건(동일 금액, 동일 일자)에 맞지 않습니다. ";

  /**
   * A charge of the key.
   *
   * @param stands whether the charge holds money, or still may; false when it was wholly cancelled
   */
  record Past(Instant at, Money amount, boolean stands) {}

  /** The rule's decision on a charge. */
  sealed interface Verdict {

    /**
     * The charge is allowed.
     *
     * @param month the month for which the charge counts; null if several charges may count for one
     *     month
     */
    record Allowed(@Nullable YearMonth month) implements Verdict {}

    record Against(String text) implements Verdict {}
  }

  /** The rule that applies; empty if the PG, or the key's method, has none. */
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
   * Judges a charge.
   *
   * @param past the key's charges, oldest first. The first one sets amount and day, even if it was
   *     cancelled since
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

  /** The text of the refusal when two charges of one call count for the same month. */
  static String twiceIn(YearMonth month) {
    return AGAINST + month + "에 두 번 결제할 수 없습니다.";
  }

  private Verdict allowed(YearMonth month) {
    return new Verdict.Allowed(oncePerMonth && !warnsOnly ? month : null);
  }

  /**
   * The decision on a charge that breaks the rule. It is logged with the setting's name, so that an
   * operator finds the setting (§5).
   */
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

  /** The day of payment in a month: the 29th to 31st become the last day of a shorter month. */
  private static LocalDate anchor(LocalDate first, YearMonth month) {
    return month.atDay(Math.min(first.getDayOfMonth(), month.lengthOfMonth()));
  }

  private static LocalDate day(Instant at) {
    return at.atZone(Korea.ZONE).toLocalDate();
  }
}
