package dev.naru.pg.inicis.statement;

import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import dev.naru.pg.spi.StatementRow;
import dev.naru.pg.spi.StatementRow.Fees;
import dev.naru.pg.spi.StatementRow.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A payout in the form of 28 fields: a head, a row for each transaction and a trailer whose count
 * and sums must equal those of the rows (protocols/reconciliation.md §3.3, §9.2).
 */
final class PayoutList {

  private static final int FIELDS = 28;
  private static final int AMOUNT = 16;
  private static final int FEE = 17;
  private static final int VAT = 18;
  private static final int CHARGEBACK = 19;
  private static final int NET = 20;

  private final String mid;
  private final LocalDate day;
  private final Records records;
  private final Consumer<StatementRow> rows;

  private long count;
  private final long[] sums = new long[NET + 1];

  /** 1 if fees are added to the net amount, -1 if they are subtracted; 0 until a row shows it. */
  private int feeSign;

  PayoutList(String mid, LocalDate day, Records records, Consumer<StatementRow> rows) {
    this.mid = mid;
    this.day = day;
    this.records = records;
    this.rows = rows;
  }

  void read() throws IOException, UnreadableStatementException {
    Fields head = next().orElseThrow(() -> records.wrong("the list is empty"));
    if (!head.text(0).equals("H") || !head.day(5).equals(day)) {
      throw records.wrong("the list doesn't begin with the head of this payout");
    }
    Fields last = head;
    for (Optional<Fields> next = next(); next.isPresent(); next = next()) {
      last = next.get();
      if (last.text(0).equals("T")) {
        break;
      }
      row(last);
    }
    if (!last.text(0).equals("T")) {
      throw records.wrong("the list is cut off: it has no trailer");
    }
    trailer(head, last);
    if (next().isPresent()) {
      throw records.wrong("something follows the trailer: the list is there twice");
    }
  }

  private Optional<Fields> next() throws IOException, UnreadableStatementException {
    Optional<String[]> next = records.next();
    if (next.isEmpty()) {
      return Optional.empty();
    }
    if (next.get().length != FIELDS) {
      throw records.wrong(
          "this record has %d fields and not %d".formatted(next.get().length, FIELDS));
    }
    Fields fields = new Fields(records, next.get());
    for (int i = 23; i < FIELDS; i++) {
      if (!fields.text(i).isEmpty()) {
        throw records.wrong("field %d must be empty".formatted(i));
      }
    }
    return Optional.of(fields);
  }

  private void row(Fields fields) throws UnreadableStatementException {
    if (!fields.text(0).equals("B") || !fields.day(5).equals(day)) {
      throw records.wrong("this record isn't of this payout");
    }
    if (!fields.text(4).equals(mid)) {
      throw records.wrong("this record is of another MID");
    }
    long amount = fields.amount(AMOUNT);
    long fee = fields.amount(FEE);
    long vat = fields.amount(VAT);
    long net = fields.amount(NET);
    count++;
    sums[AMOUNT] += amount;
    sums[FEE] += fee;
    sums[VAT] += vat;
    sums[NET] += net;
    learnSign(amount, fee, vat, net);
    String kind = fields.text(11);
    if (!kind.matches("[ACP]") || kind.equals("A") != amount > 0) {
      throw records.wrong("the kind and the amount of this record don't fit");
    }
    rows.accept(row(fields, kind, new Fees(-feeSign * fee, -feeSign * vat, net)));
  }

  /**
   * Learns the sign of the fees from a row, since no document tells it. It must be the same in all
   * rows.
   */
  private void learnSign(long amount, long fee, long vat, long net)
      throws UnreadableStatementException {
    if (fee == 0 && vat == 0 && net == amount) {
      return;
    }
    int sign = net == amount + fee + vat ? 1 : net == amount - fee - vat ? -1 : 0;
    if (sign == 0 || (feeSign != 0 && feeSign != sign)) {
      throw records.wrong("the amount, the fees and the payout of this record don't add up");
    }
    feeSign = sign;
  }

  private StatementRow row(Fields fields, String letter, Fees fees)
      throws UnreadableStatementException {
    String tid = fields.tid(8);
    String original = fields.tidOrEmpty(9);
    Instant approved = fields.at(fields.text(12));
    Kind kind =
        switch (letter) {
          case "A" -> Kind.CHARGE;
          case "C" -> Kind.CANCEL;
          default -> Kind.PARTIAL_CANCEL;
        };
    return new StatementRow(
        kind,
        mid,
        original.isEmpty() ? tid : original,
        original.isEmpty() ? "" : tid,
        fields.order(10),
        Math.abs(fields.amount(AMOUNT)),
        fields.text(15),
        fees,
        kind == Kind.CHARGE ? approved : fields.at(fields.text(13)),
        false,
        day,
        fields.method(3),
        fields.text(14));
  }

  private void trailer(Fields head, Fields trailer) throws UnreadableStatementException {
    long told = trailer.amount(2);
    long announced = head.amount(2);
    if (told != count || (announced != count && announced != count + 2)) {
      throw records.wrong("the list says %d rows and has %d".formatted(told, count));
    }
    long chargebacks = trailer.text(CHARGEBACK).isEmpty() ? 0 : trailer.amount(CHARGEBACK);
    if (trailer.amount(AMOUNT) != sums[AMOUNT]
        || trailer.amount(FEE) != sums[FEE]
        || trailer.amount(VAT) != sums[VAT]
        || trailer.amount(NET) != sums[NET] + chargebacks) {
      throw records.wrong("the sums of the list aren't those of its rows");
    }
    if (chargebacks != 0) {
      // The row has only a sum, without the charges that it is about.
      rows.accept(
          new StatementRow(
              Kind.ADJUSTMENT,
              mid,
              "",
              "chargebacks-" + day,
              "",
              Math.abs(chargebacks),
              "KRW",
              new Fees(0, 0, chargebacks),
              day.atStartOfDay(java.time.ZoneId.of("Asia/Seoul")).toInstant(),
              true,
              day,
              "",
              ""));
    }
  }
}
