package dev.naru.sandbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Dates and times as the PGs write them, always in Korean time. */
public final class KoreanTime {

  private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  private KoreanTime() {}

  /** The date and the time of day in Korea. */
  public static ZonedDateTime at(Instant instant) {
    return instant.atZone(ZONE);
  }

  /** ISO-8601 with the offset, for example {@code 2026-01-15T10:25:00+09:00}. */
  public static String iso(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at(instant));
  }

  /** {@code yyyyMMddHHmmss}. */
  public static String stamp(Instant instant) {
    return STAMP.format(at(instant));
  }

  /** {@code yyyyMMdd}. */
  public static String day(Instant instant) {
    return day(at(instant).toLocalDate());
  }

  /** {@code yyyyMMdd}. */
  public static String day(LocalDate date) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }

  /** {@code yyyyMMdd} of the day so many days later. */
  public static String dayAfter(Instant instant, int days) {
    return day(at(instant).toLocalDate().plusDays(days));
  }

  /** {@code yyyyMM}. */
  public static String month(Instant instant) {
    return stamp(instant).substring(0, 6);
  }

  /** {@code yyyyMM}. */
  public static String month(YearMonth month) {
    return day(month.atDay(1)).substring(0, 6);
  }

  /**
   * The day of a text that begins with {@code yyyyMMdd}.
   *
   * @throws java.time.DateTimeException when the text doesn't begin with a day
   */
  public static LocalDate date(String text) {
    return LocalDate.parse(text.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** Whether the text is a time that exists, {@code yyyyMMddHHmmss}. */
  public static boolean isStamp(String text) {
    try {
      instant(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /**
   * The instant of a {@code yyyyMMddHHmmss}.
   *
   * @throws java.time.DateTimeException when the text has another form
   */
  public static Instant instant(String stamp) {
    return LocalDateTime.parse(stamp, STAMP).atZone(ZONE).toInstant();
  }
}
