package dev.naru.pg.mobilians.emulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The PG's dates, in Korean time. */
final class Korea {

  private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  private Korea() {}

  /** {@code yyyyMMddHHmmss}. */
  static String stamp(Instant at) {
    return STAMP.format(at.atZone(ZONE));
  }

  /** {@code yyyyMMdd}. */
  static String day(Instant at) {
    return stamp(at).substring(0, 8);
  }

  /** {@code yyyyMMdd}. */
  static String day(LocalDate on) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(on);
  }

  /** The day of a {@code yyyyMMdd}, whatever follows it. */
  static LocalDate date(String day) {
    return LocalDate.parse(day.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** {@code yyyyMM}. */
  static String month(YearMonth month) {
    return day(month.atDay(1)).substring(0, 6);
  }

  /** {@code yyyyMM}. */
  static String month(Instant at) {
    return stamp(at).substring(0, 6);
  }

  /** {@code yyyyMMdd}, so many days after today. */
  static String dayAfter(Instant at, int days) {
    return STAMP.format(at.atZone(ZONE).plusDays(days)).substring(0, 8);
  }

  /**
   * @throws java.time.DateTimeException when it is no {@code yyyyMMddHHmmss}
   */
  static Instant instant(String stamp) {
    return LocalDateTime.parse(stamp, STAMP).atZone(ZONE).toInstant();
  }
}
