package dev.naru.pg.inicis.emulator.payment;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a cash receipt in a phone's answers and notices (protocols/inicis.md §4.4, §8.2).
 */
public final class CashReceipt {

  private CashReceipt() {}

  /**
   * The fields; empty ones when no receipt was issued.
   *
   * @param amount won; 0 when none was issued
   * @param at yyyyMMddHHmmss, Korean time
   */
  public static Map<String, String> mobile(long amount, ChargeDetails details, String at) {
    boolean issued = amount > 0;
    long tax = Math.round(amount / 11.0);
    var r = new LinkedHashMap<String, String>();
    r.put("P_CSHR_AMT", issued ? Long.toString(amount) : "");
    r.put("P_CSHR_SUP_AMT", issued ? Long.toString(amount - tax) : "");
    r.put("P_CSHR_TAX", issued ? Long.toString(tax) : "");
    r.put("P_CSHR_SRVC_AMT", issued ? "0" : "");
    r.put("P_CSHR_TYPE", issued ? details.own("receipt") : "");
    r.put("P_CSHR_DT", issued ? at : "");
    r.put("P_CSHR_AUTH_NO", issued ? details.own("receiptApproval") : "");
    return r;
  }
}
