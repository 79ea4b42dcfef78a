package dev.naru.pg.inicis.emulator.statement;

import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.sandbox.KoreanTime;
import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * The terms of payouts: when a row is paid out and what it costs. They are invented, within the
 * range of published terms (protocols/reconciliation.md §3.7).
 */
final class Payouts {

  private static final int BUSINESS_DAYS = 4;

  private Payouts() {}

  /** The day on which rows of {@code day} (yyyyMMdd) are paid out. */
  static LocalDate dayOf(String day, Method method) {
    LocalDate date = KoreanTime.date(day);
    if (method == Method.PHONE) {
      LocalDate last = date.plusMonths(3).withDayOfMonth(1).minusDays(1);
      while (isWeekend(last)) {
        last = last.minusDays(1);
      }
      return last;
    }
    for (int left = BUSINESS_DAYS; left > 0; ) {
      date = date.plusDays(1);
      left -= isWeekend(date) ? 0 : 1;
    }
    return date;
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  /** The fee in won, without VAT. */
  static long fee(long amount, Method method) {
    return switch (method) {
      case VBANK -> 300;
      case CARD -> rounded(amount * 32, 1_000);
      case BANK -> rounded(amount * 18, 1_000);
      case PHONE -> rounded(amount * 35, 1_000);
      default -> rounded(amount * 110, 1_000);
    };
  }

  /** The VAT on a fee. */
  static long vat(long fee) {
    return rounded(fee, 10);
  }

  private static long rounded(long value, long by) {
    return (value + by / 2) / by;
  }
}
