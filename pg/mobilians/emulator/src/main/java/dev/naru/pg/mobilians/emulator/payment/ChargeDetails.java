package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.pg.mobilians.emulator.wire.CashCode;
import dev.naru.sandbox.Book.Charge;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What later answers need to know about a charge; stored as JSON in the book, without card data.
 *
 * @param signDate when it was approved, yyyyMMddHHmmss, Korean time
 * @param extra further values, for example what the deposit notice of a virtual account tells
 */
public record ChargeDetails(
    CashCode cash, String tid, String signDate, String merchantUid, Map<String, String> extra) {

  /** The details of a charge in the book. */
  public static ChargeDetails of(Charge charge) {
    return JsonMapper.shared().readValue(charge.details(), ChargeDetails.class);
  }

  String json() {
    return JsonMapper.shared().writeValueAsString(this);
  }

  /** A further value; empty when there is none. */
  public String extra(String name) {
    return extra.getOrDefault(name, "");
  }
}
