package dev.naru.hub.checkout;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;

/** {@code vbank_due} in all the forms of spec/javascript-sdk.md §3, Korean time. */
final class VbankDue {

  static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

  /** A day alone ends with its last second. */
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

  /** Empty when it can't be read. */
  static Optional<LocalDateTime> of(String text) {
    return TIMES.stream()
        .flatMap(form -> time(text, form).stream())
        .findFirst()
        .or(() -> day(text).map(day -> day.atTime(END_OF_DAY)));
  }

  /** A calendar day, with or without dashes; empty when it can't be read. */
  static Optional<LocalDate> day(String text) {
    for (DateTimeFormatter form : DAYS) {
      try {
        return Optional.of(LocalDate.parse(text, form));
      } catch (DateTimeParseException e) {
        // the next form
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
