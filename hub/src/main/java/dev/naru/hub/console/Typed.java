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
 * Reads values that were typed or that stand in an address. Years in which no payment can be are
 * refused, because PostgreSQL can't hold all of java.time's.
 */
public final class Typed {

  private Typed() {}

  /** Reads a day, {@code yyyy-MM-dd}; empty for any other text. */
  public static Optional<LocalDate> day(String text) {
    return read(text, LocalDate::parse, day -> isSensible(day.getYear()));
  }

  /** Reads a month, {@code yyyy-MM}; empty for any other text. */
  public static Optional<YearMonth> month(String text) {
    return read(text, YearMonth::parse, month -> isSensible(month.getYear()));
  }

  /** Reads a time in Korea, {@code yyyy-MM-ddTHH:mm}; empty for any other text. */
  public static Optional<Instant> time(String text) {
    return read(text, LocalDateTime::parse, time -> isSensible(time.getYear()))
        .map(time -> time.atZone(Korea.ZONE).toInstant());
  }

  /** Reads a time in ISO-8601 with its zone; empty for any other text. */
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
