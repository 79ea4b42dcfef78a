package dev.naru.hub.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.RepeatRule.Past;
import dev.naru.hub.billing.RepeatRule.Verdict;
import dev.naru.hub.time.Korea;
import dev.naru.pg.spi.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a phone's key may be charged again (spec/pg-rules.md §5 row C2). */
class RepeatRuleTest {

  private static final Money WON = Money.krw(10_000);
  private static final String AGAINST = "정기결제 조건(동일 금액, 동일 일자)에 맞지 않습니다. ";

  private static RepeatRule rule(int toleranceDays) {
    return new RepeatRule(true, true, toleranceDays, false);
  }

  private static Instant noon(String date) {
    return LocalDate.parse(date).atTime(LocalTime.NOON).atZone(Korea.ZONE).toInstant();
  }

  private static List<Past> past(String... dates) {
    return Arrays.stream(dates).map(date -> new Past(noon(date), WON, true)).toList();
  }

  /** The month that counts, or what is said against it. */
  private static String judged(RepeatRule rule, List<Past> past, Money amount, Instant at) {
    return switch (rule.judge("customer", past, amount, at)) {
      case Verdict.Allowed(var month) -> String.valueOf(month);
      case Verdict.Against(String text) -> {
        assertThat(text).startsWith(AGAINST);
        yield text.substring(AGAINST.length());
      }
    };
  }

  private static String judged(int toleranceDays, String first, String date) {
    return judged(rule(toleranceDays), past(first), WON, noon(date));
  }

  @ParameterizedTest
  @CsvSource({
    // the same day of the month
    "2026-01-15, 0, 2026-02-15, 2026-02",
    "2026-01-15, 0, 2026-02-14, 이 달의 결제일은 2026-02-15입니다.",
    "2026-01-15, 0, 2026-02-16, 이 달의 결제일은 2026-02-15입니다.",
    "2026-01-15, 0, 2027-01-15, 2027-01",
    "2026-12-15, 0, 2027-01-15, 2027-01",
    // the 29th to 31st fall on the last day of shorter months
    "2026-01-31, 0, 2026-02-28, 2026-02",
    "2026-01-31, 0, 2026-02-27, 이 달의 결제일은 2026-02-28입니다.",
    "2026-01-31, 0, 2026-03-31, 2026-03",
    "2026-01-31, 0, 2026-03-28, 이 달의 결제일은 2026-03-31입니다.",
    "2026-01-31, 0, 2026-04-30, 2026-04",
    "2026-01-30, 0, 2026-02-28, 2026-02",
    "2026-01-30, 0, 2026-03-30, 2026-03",
    "2026-01-30, 0, 2026-03-31, 이 달의 결제일은 2026-03-30입니다.",
    "2026-01-29, 0, 2026-02-28, 2026-02",
    "2026-01-29, 0, 2026-03-29, 2026-03",
    // a leap year
    "2028-01-31, 0, 2028-02-29, 2028-02",
    "2028-01-31, 0, 2028-02-28, 이 달의 결제일은 2028-02-29입니다.",
    "2028-01-29, 0, 2028-02-29, 2028-02",
    "2028-02-29, 0, 2028-03-29, 2028-03",
    "2028-02-29, 0, 2029-02-28, 2029-02",
    // some days around it
    "2026-01-15, 5, 2026-02-10, 2026-02",
    "2026-01-15, 5, 2026-02-20, 2026-02",
    "2026-01-15, 5, 2026-02-09, 이 달의 결제일은 2026-02-15입니다.",
    "2026-01-15, 5, 2026-02-21, 이 달의 결제일은 2026-02-15입니다.",
    "2026-01-15, 1, 2026-02-16, 2026-02",
    "2026-01-15, 1, 2026-02-17, 이 달의 결제일은 2026-02-15입니다.",
    // which may cross a month's end, and count to the month of their day
    "2026-01-31, 5, 2026-03-01, 2026-02",
    "2026-01-31, 5, 2026-03-05, 2026-02",
    "2026-01-31, 5, 2026-03-06, 이 달의 결제일은 2026-03-31입니다.",
    "2026-01-01, 5, 2026-02-28, 2026-03",
    "2026-01-01, 5, 2026-02-24, 2026-03",
    "2026-01-01, 5, 2026-02-23, 이 달의 결제일은 2026-02-01입니다.",
    "2026-11-30, 5, 2027-01-02, 2026-12",
    "2026-11-02, 5, 2026-12-30, 2027-01",
  })
  void a_charge_counts_to_the_month_whose_day_is_near(
      String first, int tolerance, String date, String expected) {
    assertThat(judged(tolerance, first, date)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-15;2026-03-15, 0, 2026-03-15, 2026-03에는 이미 결제되었습니다.",
    "2026-02-15;2026-03-15, 0, 2026-04-15, 2026-04",
    "2026-02-15, 0, 2026-02-15, 2026-02에는 이미 결제되었습니다.",
    "2026-02-15, 5, 2026-02-20, 2026-02에는 이미 결제되었습니다.",
    // charged on 2 March for February: March is still to come, February is done
    "2026-01-31;2026-03-02, 5, 2026-03-04, 2026-02에는 이미 결제되었습니다.",
    "2026-01-31;2026-03-02, 5, 2026-03-31, 2026-03",
    "2026-01-31;2026-03-02, 5, 2026-03-27, 2026-03",
  })
  void a_month_is_charged_once(String charged, int tolerance, String date, String expected) {
    assertThat(judged(rule(tolerance), past(charged.split(";")), WON, noon(date)))
        .isEqualTo(expected);
  }

  @Test
  void a_month_whose_charge_was_wholly_given_back_is_free_but_the_first_one_sets_day_and_amount() {
    List<Past> given = List.of(new Past(noon("2026-01-15"), WON, false));
    assertThat(judged(rule(0), given, WON, noon("2026-01-15"))).isEqualTo("2026-01");
    assertThat(judged(rule(0), given, WON, noon("2026-01-16"))).contains("2026-01-15");
    assertThat(judged(rule(0), given, Money.krw(9_000), noon("2026-02-15"))).contains("10,000원");
  }

  @ParameterizedTest
  @ValueSource(longs = {9_999, 10_001, 1})
  void another_amount_than_the_first_is_refused(long won) {
    assertThat(judged(rule(0), past("2026-01-15"), Money.krw(won), noon("2026-02-15")))
        .isEqualTo("최초 결제금액은 10,000원입니다.");
  }

  @Test
  void days_are_koreas() {
    List<Past> first = List.of(new Past(Instant.parse("2026-01-14T15:00:00Z"), WON, true));
    assertThat(judged(rule(0), first, WON, Instant.parse("2026-02-14T14:59:59Z")))
        .isEqualTo("이 달의 결제일은 2026-02-15입니다.");
    assertThat(judged(rule(0), first, WON, Instant.parse("2026-02-14T15:00:00Z")))
        .isEqualTo("2026-02");
    assertThat(judged(rule(0), first, WON, Instant.parse("2026-02-15T14:59:59Z")))
        .isEqualTo("2026-02");
    assertThat(judged(rule(0), first, WON, Instant.parse("2026-02-15T15:00:00Z")))
        .isEqualTo("이 달의 결제일은 2026-02-15입니다.");
  }

  @Test
  void a_key_that_was_never_charged_may_be_charged_on_any_day() {
    assertThat(judged(rule(0), List.of(), WON, noon("2026-05-23"))).isEqualTo("2026-05");
  }

  @Test
  void each_part_of_the_rule_can_be_switched_off() {
    List<Past> first = past("2026-01-15");
    RepeatRule often = new RepeatRule(false, true, 0, false);
    assertThat(judged(often, first, WON, noon("2026-01-15"))).isEqualTo("null");
    assertThat(judged(often, first, WON, noon("2026-01-16"))).contains("결제일은");
    RepeatRule anyAmount = new RepeatRule(true, false, 0, false);
    assertThat(judged(anyAmount, first, Money.krw(1), noon("2026-02-15"))).isEqualTo("2026-02");
    assertThat(judged(anyAmount, first, Money.krw(1), noon("2026-01-15"))).contains("이미 결제");
  }

  @Test
  void where_it_only_warns_everything_goes_through_and_holds_no_month() {
    RepeatRule warns = new RepeatRule(true, true, 0, true);
    List<Past> first = past("2026-01-15");
    for (String date : List.of("2026-01-15", "2026-01-16", "2026-02-15")) {
      assertThat(warns.judge("customer", first, Money.krw(1), noon(date)))
          .isEqualTo(new Verdict.Allowed(null));
    }
    assertThat(warns.judge("customer", List.of(), WON, noon("2026-01-15")))
        .isEqualTo(new Verdict.Allowed(null));
  }

  @Test
  void two_of_one_call_are_told_of_their_month() {
    assertThat(RepeatRule.twiceIn(YearMonth.of(2026, 4)))
        .isEqualTo(AGAINST + "2026-04에 두 번 결제할 수 없습니다.");
  }
}
