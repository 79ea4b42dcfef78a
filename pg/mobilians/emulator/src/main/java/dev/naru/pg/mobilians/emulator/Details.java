package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.Book.Charge;
import java.util.Map;

/**
 * What the book keeps about a charge to answer later; no card data.
 *
 * @param signDate yyyyMMddHHmmss KST of the approval
 * @param extra of a virtual account: what its deposit notice tells
 */
record Details(
    Cash cash, String tid, String signDate, String merchantUid, Map<String, String> extra) {

  static Details of(Charge charge) {
    return Notebook.JSON.readValue(charge.details(), Details.class);
  }

  String json() {
    return Notebook.JSON.writeValueAsString(this);
  }

  String extra(String name) {
    return extra.getOrDefault(name, "");
  }
}
