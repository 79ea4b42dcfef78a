package dev.naru.pg.inicis.emulator.statement;

import dev.naru.pg.inicis.emulator.payment.ChargeDetails;
import dev.naru.pg.inicis.emulator.payment.InicisRecords;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.sandbox.Book;
import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the lists: an approval, a deposit or a cancel.
 *
 * @param kind {@code A} for an approval or deposit, {@code C} for a whole cancel, {@code P} for a
 *     partial cancel
 * @param tid the TID of the charge or the deposit; for {@code P} the TID of the cancel
 * @param original the charge's TID if {@code tid} is another one; else empty
 * @param approvedAt the time of the approval or deposit, yyyyMMddHHmmss
 * @param cancelledAt the time of the cancel, yyyyMMddHHmmss; empty for an approval
 */
record BookRow(
    String kind,
    Charge charge,
    ChargeDetails details,
    String tid,
    String original,
    long amount,
    String approvedAt,
    String cancelledAt) {

  /** The day of the row, yyyyMMdd. */
  String day() {
    return (cancelledAt.isEmpty() ? approvedAt : cancelledAt).substring(0, 8);
  }

  /** All rows of a MID's book, oldest charge first. */
  static List<BookRow> all(Book book, InicisRecords records, String mid) {
    List<BookRow> rows = new ArrayList<>();
    for (Charge charge : book.all()) {
      if (charge.pg().equals(Inicis.PG)
          && charge.mid().equals(mid)
          && !charge.status().equals("key")
          && charge.amount() > 0) {
        add(rows, book, records, charge);
      }
    }
    return rows;
  }

  private static void add(List<BookRow> rows, Book book, InicisRecords records, Charge charge) {
    ChargeDetails details = ChargeDetails.of(charge);
    boolean account = details.method() == Method.VBANK;
    String at = account ? records.depositedAt(charge.tid()) : details.at();
    if (at.isEmpty()) {
      return; // no money has come in
    }
    String tid = account ? records.depositTid(charge.tid()) : charge.tid();
    String original = account ? charge.tid() : "";
    rows.add(new BookRow("A", charge, details, tid, original, charge.amount(), at, ""));
    for (Cancel cancel : book.cancels(Inicis.PG, charge.tid())) {
      boolean whole = cancel.amount() == charge.amount();
      rows.add(
          new BookRow(
              whole ? "C" : "P",
              charge,
              details,
              whole ? tid : cancel.cancelTid(),
              whole ? original : charge.tid(),
              cancel.amount(),
              at,
              cancel.at()));
    }
  }
}
