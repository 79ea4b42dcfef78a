package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.Book.Charge;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the book keeps about a charge to answer later; no card data.
 *
 * @param signDate yyyyMMddHHmmss KST of the approval
 * @param extra of a virtual account: what its deposit notice tells
 */
record ChargeDetails(
    CashCode cash, String tid, String signDate, String merchantUid, Map<String, String> extra) {

  static ChargeDetails of(Charge charge) {
    return JsonMapper.shared().readValue(charge.details(), ChargeDetails.class);
  }

  String json() {
    return JsonMapper.shared().writeValueAsString(this);
  }

  String extra(String name) {
    return extra.getOrDefault(name, "");
  }
}
