package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.RequestLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Writes down what a merchant's server sent, with everything secret masked. */
final class Journal {

  private static final Set<String> SECRET =
      Set.of("authToken", "signature", "verification", "hashData", "P_CHKFAKE", "mKey", "billKey");
  private static final Set<String> PERSONAL =
      Set.of(
          "refundAcctNum",
          "refundAcctName",
          "cardNumber",
          "cardExpire",
          "regNo",
          "cardPw",
          "buyerName",
          "buyerTel",
          "buyerEmail");

  private final RequestLog log;

  Journal(RequestLog log) {
    this.log = log;
  }

  void received(String tid, String orderId, String operation, Map<String, String> fields) {
    var masked = new LinkedHashMap<String, String>();
    fields.forEach((name, value) -> masked.put(name, masked(name, value)));
    log.received(Notebook.PG, tid.isEmpty() ? null : tid, orderId, operation, masked);
  }

  private static String masked(String name, String value) {
    return SECRET.contains(name) || PERSONAL.contains(name)
        ? value.substring(0, Math.min(4, value.length() / 4)) + "***"
        : value;
  }
}
