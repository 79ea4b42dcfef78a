package dev.naru.pg.inicis.statement;

import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * The fields of one record, read strictly: a {@code |} in a buyer's name must not shift the fields.
 */
record Fields(Records of, String[] values) {

  private static final Pattern TID = Pattern.compile("[!-~]{40}");
  private static final Pattern ORDER = Pattern.compile("[!-~]{1,64}");
  private static final Pattern AMOUNT = Pattern.compile("[+-]?[0-9]{1,15}");

  String text(int index) {
    return values[index].strip();
  }

  String tid(int index) throws UnreadableStatementException {
    return matching(index, TID, "a TID");
  }

  /** A TID, or an empty text. */
  String tidOrEmpty(int index) throws UnreadableStatementException {
    return text(index).isEmpty() ? "" : tid(index);
  }

  String order(int index) throws UnreadableStatementException {
    return text(index).isEmpty() ? "" : matching(index, ORDER, "an order number");
  }

  long amount(int index) throws UnreadableStatementException {
    return Long.parseLong(matching(index, AMOUNT, "an amount"));
  }

  private String matching(int index, Pattern pattern, String what)
      throws UnreadableStatementException {
    String text = text(index);
    if (!pattern.matcher(text).matches()) {
      throw of.wrong("field %d isn't %s".formatted(index, what));
    }
    return text;
  }

  /** The time of these 14 digits. */
  Instant at(String digits) throws UnreadableStatementException {
    return KoreaTime.read(digits).orElseThrow(() -> of.wrong("a time isn't one"));
  }

  LocalDate day(int index) throws UnreadableStatementException {
    try {
      return LocalDate.parse(text(index), DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException e) {
      throw of.wrong("field %d isn't a day".formatted(index));
    }
  }

  /** V1's code of a method (protocols/reconciliation.md §3.3); unknown names stay as they are. */
  String method(int index) {
    return switch (text(index)) {
      case "CC" -> "card";
      case "AC" -> "trans";
      case "VA" -> "vbank";
      case "MO" -> "phone";
      case String other -> other.matches("[A-Za-z0-9]{1,8}") ? other : "";
    };
  }
}
