package dev.naru.pg.mobilians.statement;

import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import dev.naru.pg.spi.StatementRow;
import dev.naru.pg.spi.StatementRow.Fees;
import dev.naru.pg.spi.StatementRow.Kind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one day's transactions: a head that names the columns, a line for each transaction and
 * maybe a line of totals at the end, which must equal the sums of the lines.
 */
final class TransactionList {

  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("[uuuu-MM-dd HH:mm:ss][uuuu/MM/dd HH:mm:ss][uuuuMMddHHmmss]");
  private static final int HEAD_WITHIN = 10;

  private final String mid;
  private final LocalDate day;
  private final Columns columns;
  private final CsvLines lines;
  private final Consumer<StatementRow> rows;
  private final Map<String, Integer> places = new HashMap<>();
  private long amounts;
  private long nets;
  private boolean hasRows;

  TransactionList(
      String mid, LocalDate day, Columns columns, CsvLines lines, Consumer<StatementRow> rows) {
    this.mid = mid;
    this.day = day;
    this.columns = columns;
    this.lines = lines;
    this.rows = rows;
  }

  void read() throws IOException, UnreadableStatementException {
    int width = head();
    boolean ended = false;
    for (Optional<List<String>> next = lines.next(); next.isPresent(); next = lines.next()) {
      List<String> cells = next.get();
      if (cells.size() == 1 && cells.getFirst().isEmpty()) {
        continue;
      }
      if (ended) {
        throw lines.wrong("something follows the total: the list is there twice");
      }
      if (cells.size() != width) {
        throw lines.wrong("this line has %d cells and not %d".formatted(cells.size(), width));
      }
      if (cells.getFirst().equals(columns.name("total"))) {
        total(cells);
        ended = true;
      } else {
        row(cells);
      }
    }
    if (!hasRows) {
      throw new UnreadableStatementException(0, "the list has no rows");
    }
  }

  private int head() throws IOException, UnreadableStatementException {
    for (int i = 0; i < HEAD_WITHIN; i++) {
      Optional<List<String>> line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      List<String> cells = line.get();
      if (cells.contains(columns.name("tid")) && cells.contains(columns.name("amount"))) {
        for (String of : columns.names().keySet()) {
          int place = cells.indexOf(columns.name(of));
          if (place >= 0) {
            places.put(of, place);
          }
        }
        for (String needed : List.of("at", "kind", "tid", "order", "amount")) {
          if (!places.containsKey(needed)) {
            throw lines.wrong(
                "there is no column '%s': export it with that column, or name the one that is meant"
                        .formatted(columns.name(needed))
                    + " in the channel's setting %s (%s=…)".formatted(Columns.SETTING, needed));
          }
        }
        return cells.size();
      }
    }
    throw new UnreadableStatementException(
        1,
        "no head names the columns '%s' and '%s', without which no charge can be known: export the"
                .formatted(columns.name("tid"), columns.name("amount"))
            + " list with them, or name the ones that are meant in the channel's setting %s"
                .formatted(Columns.SETTING));
  }

  private String cell(List<String> cells, String of) {
    Integer place = places.get(of);
    return place == null ? "" : cells.get(place);
  }

  private void row(List<String> cells) throws UnreadableStatementException {
    String rowMid = cell(cells, "mid");
    if (!rowMid.isEmpty() && !rowMid.equals(mid)) {
      throw lines.wrong("this line is of another service id");
    }
    Kind kind = kind(cell(cells, "kind"));
    LocalDateTime at = time(cell(cells, "at"));
    if (!at.toLocalDate().equals(day)) {
      throw lines.wrong("this line is of another day");
    }
    long amount = number(cells, "amount");
    if (amount == 0 || (amount < 0) == (kind == Kind.CHARGE)) {
      throw lines.wrong("the kind and the amount of this line don't fit");
    }
    String tid = id(cells, "tid");
    String original = cell(cells, "original").isEmpty() ? "" : id(cells, "original");
    hasRows = true;
    amounts += amount;
    Fees fees = fees(cells);
    nets += fees == null ? 0 : fees.netMinor();
    boolean own = !original.isEmpty() && !original.equals(tid);
    rows.accept(
        new StatementRow(
            kind,
            mid,
            own ? original : tid,
            own ? tid : "",
            id(cells, "order"),
            Math.abs(amount),
            "KRW",
            fees,
            at.atZone(KOREA).toInstant(),
            false,
            settled(cell(cells, "settled")),
            method(cell(cells, "method")),
            cell(cells, "approval")));
  }

  private Kind kind(String word) throws UnreadableStatementException {
    if (columns.means("charge", word)) {
      return Kind.CHARGE;
    }
    if (columns.means("partial", word)) {
      return Kind.PARTIAL_CANCEL;
    }
    if (columns.means("cancel", word)) {
      return Kind.CANCEL;
    }
    // If the list was read in a wrong charset, its words are unknown too.
    throw lines.wrong("the word in column '%s' isn't known".formatted(columns.name("kind")));
  }

  private LocalDateTime time(String text) throws UnreadableStatementException {
    try {
      return LocalDateTime.parse(text, TIME);
    } catch (DateTimeException e) {
      throw lines.wrong("column '%s' isn't a time".formatted(columns.name("at")));
    }
  }

  private static @Nullable LocalDate settled(String text) {
    try {
      return text.isEmpty() ? null : LocalDate.parse(text.replace('/', '-'));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Reads an id. A spreadsheet that saved a long number as 1.23E+17 has lost its digits. */
  private String id(List<String> cells, String of) throws UnreadableStatementException {
    String text = cell(cells, of);
    if (!text.matches("[A-Za-z0-9_.-]{1,64}") || text.matches(".*[0-9]E\\+?[0-9]+")) {
      throw lines.wrong("column '%s' isn't a whole number or name".formatted(columns.name(of)));
    }
    return text;
  }

  private long number(List<String> cells, String of) throws UnreadableStatementException {
    String text = cell(cells, of).replace(",", "");
    if (text.matches("\\([0-9]{1,15}\\)")) {
      return -Long.parseLong(text.substring(1, text.length() - 1));
    }
    if (!text.matches("[+-]?[0-9]{1,15}")) {
      throw lines.wrong("column '%s' isn't an amount".formatted(columns.name(of)));
    }
    return Long.parseLong(text);
  }

  private @Nullable Fees fees(List<String> cells) throws UnreadableStatementException {
    if (cell(cells, "fee").isEmpty() || cell(cells, "net").isEmpty()) {
      return null;
    }
    long vat = cell(cells, "vat").isEmpty() ? 0 : number(cells, "vat");
    return new Fees(number(cells, "fee"), vat, number(cells, "net"));
  }

  private static String method(String code) {
    return switch (code) {
      case "MC" -> "phone";
      case "CN" -> "card";
      case "RA" -> "trans";
      case "VA" -> "vbank";
      case String other -> other.matches("[A-Za-z0-9]{1,20}") ? other : "";
    };
  }

  private void total(List<String> cells) throws UnreadableStatementException {
    if (number(cells, "amount") != amounts
        || (!cell(cells, "net").isEmpty() && number(cells, "net") != nets)) {
      throw lines.wrong("the total isn't the sum of the lines");
    }
  }
}
