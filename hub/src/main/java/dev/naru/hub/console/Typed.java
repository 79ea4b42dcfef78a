package dev.naru.hub.console;

import dev.naru.hub.time.Korea;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads what was typed, or stands in an address. Years that no payment has are none, because the
 * database can't take all of java.time's.
 */
public final class Typed {

  private Typed() {}

  /** A day, {@code yyyy-MM-dd}. */
  public static Optional<LocalDate> day(String text) {
    return read(text, LocalDate::parse, day -> isSensible(day.getYear()));
  }

  /** A month, {@code yyyy-MM}. */
  public static Optional<YearMonth> month(String text) {
    return read(text, YearMonth::parse, month -> isSensible(month.getYear()));
  }

  /** A time in Korea, {@code yyyy-MM-ddTHH:mm}. */
  public static Optional<Instant> time(String text) {
    return read(text, LocalDateTime::parse, time -> isSensible(time.getYear()))
        .map(time -> time.atZone(Korea.ZONE).toInstant());
  }

  /** A time as ISO-8601 has it, with its zone. */
  public static Optional<Instant> instant(String text) {
    return read(text, Instant::parse, at -> isSensible(at.atZone(Korea.ZONE).getYear()));
  }

  public static Optional<UUID> id(String text) {
    return read(text, UUID::fromString, _ -> true);
  }

  /** The first moment of a day in Korea. */
  public static Instant start(LocalDate day) {
    return day.atStartOfDay(Korea.ZONE).toInstant();
  }

  private static <T> Optional<T> read(String text, Function<String, T> as, Predicate<T> isRight) {
    try {
      return Optional.of(as.apply(text)).filter(isRight);
    } catch (DateTimeException | IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  private static boolean isSensible(int year) {
    return year >= 1900 && year < 3000;
  }
}
