package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.sandbox.KoreanTime;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An auto-billing key as the PG stores it (protocols/mobilians.md §2.8).
 *
 * @param userKey stands for carrier, number and birth date; empty for a card
 * @param amount the first charge's amount in won; 0 before it
 * @param day the first charge's day of the month in Korea; 0 before it
 * @param lastOn when the key was issued or charged last, yyyyMMdd
 * @param charges the number of each month's charge by the month that it was due in, yyyyMM. The
 *     book tells whether the charge still stands
 * @param card what answers tell about the card: {@code card}, {@code masked}
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

  /**
   * The key that a trade's approval issues. If nothing was charged, the first charge by key begins
   * its months.
   */
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

  /** Whether it was charged before; the first charge decides amount and day. */
  boolean begun() {
    return day > 0;
  }

  /** The number of a month's charge; empty for none. */
  String chargeOf(YearMonth month) {
    return charges.getOrDefault(KoreanTime.month(month), "");
  }

  /** Whether this is the month of the first charge. */
  boolean beganIn(YearMonth month) {
    return !charges.isEmpty() && Collections.min(charges.keySet()).equals(KoreanTime.month(month));
  }

  /**
   * The key after a charge.
   *
   * @param dueIn the month that the charge counts for
   */
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

  @Override
  public String toString() {
    return "BillKey[" + sid + ", " + cash + "]";
  }
}
