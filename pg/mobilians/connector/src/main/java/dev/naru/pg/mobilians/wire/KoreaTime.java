package dev.naru.pg.mobilians.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** KG Mobilians' dates and times, in Korea time whatever this machine's zone. */
public final class KoreaTime {
  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  private KoreaTime() {}

  /** {@code yyyyMMddHHmmss}. */
  public static String write(Instant time) {
    return SECOND.format(time.atZone(KOREA));
  }

  /** {@code yyyyMMdd}. */
  public static String write(LocalDate day) {
    return DAY.format(day);
  }

  public static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, KOREA);
  }

  /** Reads {@code yyyyMMddHHmmss}; empty where the text isn't such a time. */
  public static Optional<Instant> read(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, SECOND).atZone(KOREA).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Reads {@code yyyyMMdd}; empty where the text isn't such a day. */
  public static Optional<LocalDate> readDay(String text) {
    try {
      return Optional.of(LocalDate.parse(text, DAY));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
