package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.KoreanTime;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An auto-billing key as the PG knows it (protocols/mobilians.md §2.8).
 *
 * @param userKey stands for carrier, number and birth date; empty for a card
 * @param amount won, of its first charge; 0 before that
 * @param day of the first charge, in Korea; 0 before that
 * @param lastOn yyyyMMdd of the last use, the issue included
 * @param charges the PG's number of each month's charge, by yyyyMM of the month it was due in; what
 *     became of it stands in the book
 * @param card what an answer tells of the card: {@code card}, {@code masked}
 */
record BillKey(
    String key,
    String sid,
    CashCode cash,
    String userKey,
    long amount,
    int day,
    String lastOn,
    Map<String, String> charges,
    Map<String, String> card) {

  /** Issued with the approval of a window; one for nothing begins with its first charge. */
  static BillKey issued(Trade trade) {
    RegisteredOrder order = trade.order();
    LocalDate on = KoreanTime.date(trade.entered("sign_date"));
    var unused =
        new BillKey(
            trade.entered("bill_key"),
            order.sid(),
            order.cash(),
            trade.entered("user_key"),
            0,
            0,
            KoreanTime.day(on),
            Map.of(),
            Map.of("card", trade.entered("card"), "masked", trade.entered("masked")));
    return order.amount() == 0
        ? unused
        : unused.charged(order.amount(), on, YearMonth.from(on), trade.payToken());
  }

  /** Whether it has been charged before; the first charge settles amount and day. */
  boolean begun() {
    return day > 0;
  }

  /** The PG's number of a month's charge; empty for none. */
  String chargeOf(YearMonth month) {
    return charges.getOrDefault(KoreanTime.month(month), "");
  }

  /** Whether this is the month of the first charge, which nothing comes before. */
  boolean beganIn(YearMonth month) {
    return !charges.isEmpty() && Collections.min(charges.keySet()).equals(KoreanTime.month(month));
  }

  BillKey charged(long won, LocalDate on, YearMonth dueIn, String payToken) {
    var all = new LinkedHashMap<>(charges);
    all.put(KoreanTime.month(dueIn), payToken);
    return new BillKey(
        key,
        sid,
        cash,
        userKey,
        begun() ? amount : won,
        begun() ? day : on.getDayOfMonth(),
        KoreanTime.day(on),
        all,
        card);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "BillKey[" + sid + ", " + cash + "]";
  }
}
