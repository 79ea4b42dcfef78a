package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.Scenarios.PgCall;
import org.jspecify.annotations.Nullable;

/** What a tester's scenario can be matched with. The trade number is the imp_uid. */
final class ScenarioCalls {

  private static final String NAMED = "merchant_uid=";

  private ScenarioCalls() {}

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

  /** The echo's {@code merchant_uid=}, in the PG's style {@code a=1|b=2}; else all of it. */
  static String merchantUid(String mstr) {
    for (String part : mstr.split("\\|", -1)) {
      if (part.startsWith(NAMED)) {
        return part.substring(NAMED.length());
      }
    }
    return mstr;
  }
}
