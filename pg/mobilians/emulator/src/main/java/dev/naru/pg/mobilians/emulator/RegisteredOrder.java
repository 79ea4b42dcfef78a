package dev.naru.pg.mobilians.emulator;

import java.util.Map;

/**
 * What a merchant registered (protocols/mobilians.md §2.3).
 *
 * @param amount won; 0 asks for a key without a charge
 * @param callType {@code P} popup, {@code S} same page, {@code I} iframe
 * @param hybrid the window only authenticates; the merchant approves
 * @param timeStamp as given, or the time of the registration
 * @param onlyOnce a failed or left window cannot be opened again
 * @param hidden {@code hidden_options}
 * @param options {@code pay_options} of all methods
 */
record RegisteredOrder(
    String sid,
    CashCode cash,
    String productName,
    String tradeId,
    String siteUrl,
    String okUrl,
    long amount,
    long deposit,
    String callType,
    boolean hybrid,
    String notiUrl,
    String closeUrl,
    String failUrl,
    String userId,
    String userName,
    String userEmail,
    String sellerName,
    String timeStamp,
    String mstr,
    boolean onlyOnce,
    String cssType,
    boolean logo,
    Map<String, String> hidden,
    Map<String, String> options) {

  /** An option's value; empty when it wasn't given. */
  String option(String name) {
    return options.getOrDefault(name, "");
  }

  boolean wants(String name) {
    return option(name).equals("Y");
  }

  boolean hides(String area) {
    return hidden.getOrDefault(area, "").equals("Y");
  }

  Merchant merchant() {
    return Merchants.of(sid).orElseThrow();
  }

  /** Whether the approval gives an auto-billing key: asked for, and the contract has it (§2.8). */
  boolean issuesKey() {
    boolean asked =
        switch (cash) {
          case MC -> wants("mc_auto_pay");
          case CN -> amount == 0 || wants("cn_auto_pay");
          case RA, VA, EP -> false;
        };
    return asked && merchant().billing();
  }

  String payMethod() {
    return cash.payMethod(option("ep_code"));
  }

  String hmac() {
    return Hmac.ofTrade(merchant().skey(), amount, okUrl, tradeId, timeStamp);
  }
}
