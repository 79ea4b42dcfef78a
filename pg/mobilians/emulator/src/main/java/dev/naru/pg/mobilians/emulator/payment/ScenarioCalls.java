package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.Scenarios.PgCall;
import org.jspecify.annotations.Nullable;

/** The calls that scenarios may match. The order number that the PG receives is the imp_uid. */
public final class ScenarioCalls {

  private static final String NAMED = "merchant_uid=";

  private ScenarioCalls() {}

  /**
   * Describes the call that approves an order, so that a scenario can be matched with it.
   *
   * @param cardNumber null when no card is involved or its number isn't known any more
   */
  static PgCall of(RegisteredOrder order, @Nullable String cardNumber) {
    return new PgCall(
        order.merchant().pg(),
        order.sid(),
        order.tradeId(),
        order.tradeId(),
        merchantUid(order.mstr()),
        order.amount(),
        cardNumber);
  }

  /** Describes a call about a charge that the PG already has, such as a cancel. */
  static PgCall of(Charge charge) {
    return new PgCall(
        charge.pg(),
        charge.mid(),
        charge.orderId(),
        charge.orderId(),
        ChargeDetails.of(charge).merchantUid(),
        charge.amount(),
        null);
  }

  /**
   * The shop's own order number in an echo: the value of {@code merchant_uid=} in the style {@code
   * a=1|b=2}, else the whole echo.
   */
  public static String merchantUid(String mstr) {
    for (String part : mstr.split("\\|", -1)) {
      if (part.startsWith(NAMED)) {
        return part.substring(NAMED.length());
      }
    }
    return mstr;
  }
}
