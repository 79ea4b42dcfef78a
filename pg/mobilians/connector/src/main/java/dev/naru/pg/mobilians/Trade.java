package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.Won;
import java.util.HashMap;
import java.util.Map;

/**
 * A registered payment, exactly as KG Mobilians knows it. The return and the approval are compared
 * with it field by field, because the digest joins its values without separators
 * (protocols/mobilians.md §2.11).
 *
 * @param tid the registration's number
 * @param timeStamp the time by the hub's clock, {@code yyyyMMddHHmmss} in Korean time
 * @param okUrl the return address, byte for byte as sent
 * @param amount in won, only digits
 * @param easyPay {@code ep_code}, empty for other methods
 * @param issuesKey whether the window is to issue a billing key
 * @param depositClosure {@code yyyyMMdd}, empty for methods other than a virtual account
 */
record Trade(
    String tid,
    String timeStamp,
    String okUrl,
    String tradeId,
    String amount,
    CashCode cashCode,
    String easyPay,
    boolean issuesKey,
    String depositClosure) {

  /** The form in which the hub stores it, sealed. */
  Map<String, String> toMemo() {
    Map<String, String> memo = new HashMap<>();
    memo.put("tid", tid);
    memo.put("time_stamp", timeStamp);
    memo.put("ok_url", okUrl);
    memo.put("trade_id", tradeId);
    memo.put("amount", amount);
    memo.put("cash_code", cashCode.name());
    memo.put("ep_code", easyPay);
    memo.put("issues_key", issuesKey ? "Y" : "N");
    memo.put("va_deposit_closure", depositClosure);
    return memo;
  }

  /** Reads what {@link #toMemo} wrote. */
  static Trade of(Map<String, String> memo) {
    return new Trade(
        value(memo, "tid"),
        value(memo, "time_stamp"),
        value(memo, "ok_url"),
        value(memo, "trade_id"),
        value(memo, "amount"),
        CashCode.valueOf(value(memo, "cash_code")),
        value(memo, "ep_code"),
        value(memo, "issues_key").equals("Y"),
        value(memo, "va_deposit_closure"));
  }

  static String value(Map<String, String> memo, String key) {
    String value = memo.get(key);
    if (value == null) {
      throw new IllegalArgumentException("not a memo of KG Mobilians: no " + key);
    }
    return value;
  }

  /** The digest that every genuine message about this trade has. */
  String hmac(MobiliansSigner signer) {
    return signer.trade(amount, okUrl, tradeId, timeStamp);
  }

  boolean isForAKeyAlone() {
    return issuesKey && amount.equals("0");
  }

  boolean isAmount(String given) {
    return Won.equal(given, Long.parseLong(amount));
  }

  @Override
  public String toString() {
    return "Trade[" + tradeId + ", " + cashCode + "]";
  }
}
