package dev.naru.pg.inicis.statement;

import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import dev.naru.pg.spi.StatementRow;
import dev.naru.pg.spi.StatementRow.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A day's approvals and cancels in the form of 15 fields (protocols/reconciliation.md §3.4). The
 * list has no trailer, so each record must be right. A list that was cut off after a record can't
 * be recognised, so the hub asks for each day again later.
 */
final class ApprovalList {

  private static final int FIELDS = 15;
  private static final int TID_LENGTH = 40;

  private final String mid;
  private final LocalDate day;
  private final Records records;
  private final Consumer<StatementRow> rows;

  ApprovalList(String mid, LocalDate day, Records records, Consumer<StatementRow> rows) {
    this.mid = mid;
    this.day = day;
    this.records = records;
    this.rows = rows;
  }

  void read() throws IOException, UnreadableStatementException {
    for (Optional<String[]> next = records.next(); next.isPresent(); next = records.next()) {
      if (next.get().length != FIELDS) {
        throw records.wrong(
            "this record has %d fields and not %d: the form of this list is not known, so send it,"
                    .formatted(next.get().length, FIELDS)
                + " with the names in it removed, to naru's maintainers");
      }
      row(new Fields(records, next.get()));
    }
    if (records.number() == 0) {
      throw new UnreadableStatementException(0, "the list has no records");
    }
  }

  private void row(Fields fields) throws UnreadableStatementException {
    if (!fields.text(0).equals(mid)) {
      throw records.wrong("this record is of another MID");
    }
    Instant approved = fields.at(fields.text(3) + fields.text(4));
    String cancelTime = fields.text(5) + fields.text(6);
    String state = fields.text(2);
    boolean deposit = fields.method(1).equals("vbank");
    if (!state.matches("[ACP]") || state.equals("A") != cancelTime.isEmpty()) {
      throw records.wrong("the state and the times of this record don't fit");
    }
    LocalDate listed = state.equals("A") ? fields.day(3) : fields.day(5);
    if (!listed.equals(day) && !fields.day(3).equals(day)) {
      throw records.wrong("this record is of another day");
    }
    boolean full = fields.text(14).length() == TID_LENGTH;
    if (!full && !records.hasEnded()) {
      throw records.wrong("the list is cut off in its last record");
    }
    String tid = fields.tid(full ? 14 : 7);
    switch (state) {
      case "P" -> rows.accept(of(Kind.PARTIAL_CANCEL, fields, "", tid, fields.at(cancelTime)));
      case "C" -> {
        // A charge and its cancel on the same day are one row, as far as KG INICIS's documents
        // tell.
        rows.accept(charge(fields, tid, deposit, approved));
        rows.accept(of(Kind.CANCEL, fields, deposit ? "" : tid, "", fields.at(cancelTime)));
      }
      default -> rows.accept(charge(fields, tid, deposit, approved));
    }
  }

  /**
   * The row of a charge. A deposit has a TID of its own, and its row doesn't name the account's.
   */
  private StatementRow charge(Fields fields, String tid, boolean deposit, Instant at)
      throws UnreadableStatementException {
    return of(Kind.CHARGE, fields, deposit ? "" : tid, deposit ? tid : "", at);
  }

  private StatementRow of(Kind kind, Fields fields, String tid, String own, Instant at)
      throws UnreadableStatementException {
    long amount = fields.amount(11);
    return new StatementRow(
        kind,
        mid,
        tid,
        own,
        fields.order(8),
        Math.abs(amount),
        "KRW",
        null,
        at,
        false,
        null,
        fields.method(1),
        "");
  }
}
