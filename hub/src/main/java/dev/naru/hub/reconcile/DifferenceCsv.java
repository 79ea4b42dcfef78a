package dev.naru.hub.reconcile;

import dev.naru.hub.reconcile.Differences.Difference;
import dev.naru.hub.reconcile.Differences.Filter;
import dev.naru.hub.text.SpreadsheetText;
import dev.naru.hub.time.Korea;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes differences as CSV, one on a line. No cell is a formula to a spreadsheet. */
public final class DifferenceCsv {

  private static final List<String> COLUMNS =
      List.of(
          "day",
          "class",
          "pg_provider",
          "mid",
          "sandbox",
          "imp_uid",
          "pg_order",
          "pg_tid",
          "pay_method",
          "there",
          "there_cancelled",
          "here",
          "here_cancelled",
          "currency",
          "occurred_at",
          "found_at",
          "settled_at",
          "settled_as",
          "settled_by",
          "reason");

  private final Differences differences;

  DifferenceCsv(Differences differences) {
    this.differences = differences;
  }

  /**
   * Writes the header line and then the differences, oldest day first.
   *
   * @throws IOException if {@code out} fails
   */
  public void write(Filter filter, Appendable out) throws IOException {
    out.append(String.join(",", COLUMNS)).append("\r\n");
    try {
      differences.each(filter, each -> line(out, each));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void line(Appendable out, Difference each) {
    try {
      row(
          out,
          each.day(),
          each.of().name().toLowerCase(Locale.ROOT),
          each.provider(),
          each.mid(),
          each.test(),
          each.paymentNumber(),
          each.pgOrderNumber(),
          each.pgTid(),
          each.method(),
          each.thereMinor(),
          each.thereCancelledMinor(),
          each.hereMinor(),
          each.hereCancelledMinor(),
          each.currency(),
          time(each.occurredAt()),
          time(each.foundAt()),
          time(each.settledAt()),
          each.settledAs(),
          each.settledBy(),
          each.reason());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void row(Appendable out, @Nullable Object... values) throws IOException {
    out.append(
        Arrays.stream(values)
            .map(value -> cell(value == null ? "" : value.toString()))
            .collect(Collectors.joining(",", "", "\r\n")));
  }

  private static String cell(String value) {
    String safe = SpreadsheetText.safe(value);
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static @Nullable String time(@Nullable Instant at) {
    return at == null
        ? null
        : at.truncatedTo(ChronoUnit.SECONDS).atZone(Korea.ZONE).toOffsetDateTime().toString();
  }
}
