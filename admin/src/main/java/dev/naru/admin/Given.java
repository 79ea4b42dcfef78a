package dev.naru.admin;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that several commands take. Every method throws {@link RefusedCommand} with one
 * sentence when it can't read a value.
 */
final class Given {

  private Given() {}

  /**
   * Reads an id.
   *
   * @param lists the command that lists such ids, for the refusal
   */
  static UUID id(String text, String lists) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw RefusedCommand.wrongUse("given.id", text, lists);
    }
  }

  /** Reads a day whose year has four digits. */
  static LocalDate day(String text) {
    try {
      // java.time accepts years of other lengths.
      if (text.length() == "2026-11-01".length()) {
        return LocalDate.parse(text);
      }
      throw new DateTimeException("no day");
    } catch (DateTimeException e) {
      throw RefusedCommand.wrongUse("given.day", text);
    }
  }

  /** Refuses two days in the wrong order; null means any day. */
  static void order(@Nullable LocalDate from, @Nullable LocalDate to) {
    if (from != null && to != null && to.isBefore(from)) {
      throw RefusedCommand.wrongUse("given.order", from.toString(), to.toString());
    }
  }

  /** The value of an enum for a word in small letters, with - or _ between its parts. */
  static <E extends Enum<E>> E word(Class<E> type, String option, String text) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            RefusedCommand.wrongUse(
                "given.word",
                option,
                text,
                Arrays.stream(type.getEnumConstants())
                    .map(Given::word)
                    .collect(Collectors.joining(", "))));
  }

  /** The word for this value of an enum. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Reads the reason for an action, which the audit log keeps. */
  static String reason(String text) {
    if (text.isBlank()) {
      throw RefusedCommand.wrongUse("given.reason");
    }
    return text.strip();
  }

  /**
   * The id of the merchant with this user code; null if no code is given, which means all
   * merchants.
   */
  static @Nullable Long merchant(HubServices hub, @Nullable String userCode) {
    return userCode == null ? null : MerchantCommand.merchant(hub, userCode).merchant().id();
  }
}
