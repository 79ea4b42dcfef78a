package dev.naru.hub.checkout;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;

/** Reads {@code vbank_due} in all forms of spec/javascript-sdk.md §3; its times are Korean. */
final class VbankDue {

  /** The time of the deadline when the page sent a date without a time. */
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

  private static final List<DateTimeFormatter> TIMES =
      List.of(
          strict("uuuu-MM-dd HH:mm:ss"),
          strict("uuuu-MM-dd HH:mm"),
          strict("uuuuMMddHHmmss"),
          strict("uuuuMMddHHmm"));

  private static final List<DateTimeFormatter> DAYS =
      List.of(strict("uuuu-MM-dd"), strict("uuuuMMdd"));

  private VbankDue() {}

  /** The deadline in Korean time; empty when it can't be read. */
  static Optional<LocalDateTime> of(String text) {
    return TIMES.stream()
        .flatMap(form -> time(text, form).stream())
        .findFirst()
        .or(() -> day(text).map(day -> day.atTime(END_OF_DAY)));
  }

  /** A date with or without dashes; empty when it can't be read. */
  static Optional<LocalDate> day(String text) {
    for (DateTimeFormatter form : DAYS) {
      try {
        return Optional.of(LocalDate.parse(text, form));
      } catch (DateTimeParseException e) {
        // The text doesn't have this form, so the next one is tried.
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDateTime> time(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text, form));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
  }
}
