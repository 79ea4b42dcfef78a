package dev.naru.pg.mobilians.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * Reads and writes KG Mobilians' dates and times, which are Korean whatever the machine's zone is.
 */
public final class KoreaTime {
  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  private KoreaTime() {}

  /** Writes {@code yyyyMMddHHmmss} in Korean time. */
  public static String write(Instant time) {
    return SECOND.format(time.atZone(KOREA));
  }

  /** Writes {@code yyyyMMdd}. */
  public static String write(LocalDate day) {
    return DAY.format(day);
  }

  public static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, KOREA);
  }

  /** Reads {@code yyyyMMddHHmmss} in Korean time; empty when the text isn't such a time. */
  public static Optional<Instant> read(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, SECOND).atZone(KOREA).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Reads {@code yyyyMMdd}; empty when the text isn't such a day. */
  public static Optional<LocalDate> readDay(String text) {
    try {
      return Optional.of(LocalDate.parse(text, DAY));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
