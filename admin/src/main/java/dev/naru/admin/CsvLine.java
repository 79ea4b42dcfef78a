package dev.naru.admin;

import dev.naru.hub.text.CodePoints;
import dev.naru.hub.text.OuterSpace;
import dev.naru.hub.text.SpreadsheetText;
import dev.naru.hub.text.UnstorableText;
import dev.naru.hub.time.Korea;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of an imported file. White space around a value is ignored, and so is the apostrophe that
 * {@code export} puts in front of texts that a spreadsheet would take for a formula. Every method
 * throws {@link BadLine} for a value that it can't read.
 *
 * @param number the line's number in the file, from 1
 * @param isWhole whether the line has as many cells as the first line
 */
record CsvLine(long number, boolean isWhole, Map<String, String> values) {

  private static final DateTimeFormatter KOREAN_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd[' ']['T']HH:mm[:ss]", Locale.ROOT)
          .withResolverStyle(java.time.format.ResolverStyle.STRICT);

  /** The value; null where the cell is empty or the file lacks the column. */
  @Nullable String text(String column, int longest) {
    String text = OuterSpace.strip(values.getOrDefault(column, ""));
    if (text.startsWith("'")
        && !SpreadsheetText.safe(text.substring(1)).equals(text.substring(1))) {
      text = text.substring(1);
    }
    if (text.isEmpty()) {
      return null;
    }
    if (CodePoints.count(text) > longest) {
      throw BadLine.of("import.bad.long", column, String.valueOf(longest));
    }
    if (UnstorableText.isUnstorable(text)) {
      throw BadLine.of("import.bad.value", column);
    }
    return text;
  }

  String needed(String column, int longest) {
    String text = text(column, longest);
    if (text == null) {
      throw BadLine.of("import.bad.missing", column);
    }
    return text;
  }

  /** A value that must have this form; null where the cell is empty. */
  @Nullable String matching(String column, String regex) {
    String text = text(column, 200);
    if (text != null && !text.matches(regex)) {
      throw BadLine.of("import.bad.value", column);
    }
    return text;
  }

  /** An amount in won, digits only; null where the cell is empty. */
  @Nullable Long won(String column) {
    String text = matching(column, "[0-9]{1,12}");
    return text == null ? null : Long.valueOf(text);
  }

  long neededWon(String column) {
    Long won = won(column);
    if (won == null) {
      throw BadLine.of("import.bad.missing", column);
    }
    if (won == 0) {
      throw BadLine.of("import.bad.value", column);
    }
    return won;
  }

  /**
   * A time: with an offset from UTC, such as {@code 2026-11-28T09:00:00+09:00}; without one in
   * Korean time; or as Unix seconds. Null where the cell is empty.
   */
  @Nullable Instant time(String column) {
    String text = text(column, 40);
    if (text == null) {
      return null;
    }
    if (text.matches("[0-9]{9,11}")) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    try {
      return text.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text, KOREAN_TIME).atZone(Korea.ZONE).toInstant();
    } catch (DateTimeException e) {
      throw BadLine.of("import.bad.time", column);
    }
  }

  Instant neededTime(String column) {
    Instant time = time(column);
    if (time == null) {
      throw BadLine.of("import.bad.missing", column);
    }
    return time;
  }
}
