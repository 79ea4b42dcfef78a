package dev.naru.pg.mobilians.emulator.wire;

import java.util.Map;

/**
 * An order as a merchant registered it (protocols/mobilians.md §2.3).
 *
 * @param amount won; 0 asks for a key without a charge
 * @param deposit {@code deposit}, which comes back in the results
 * @param callType {@code P} for a popup, {@code S} for the same page, {@code I} for an iframe
 * @param hybrid whether the window authenticates only and the merchant's server approves
 * @param timeStamp as given, else the time of the registration
 * @param mstr the echo, which comes back in the results
 * @param onlyOnce whether a failed or left window stays closed
 * @param hidden {@code hidden_options}, the parts of the window that aren't shown
 * @param options {@code pay_options}
 */
public record RegisteredOrder(
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

  /** An option's value; empty when it isn't given. */
  public String option(String name) {
    return options.getOrDefault(name, "");
  }

  /** Whether an option is {@code Y}. */
  public boolean wants(String name) {
    return option(name).equals("Y");
  }

  /** Whether a part of the window isn't shown. */
  public boolean hides(String area) {
    return hidden.getOrDefault(area, "").equals("Y");
  }

  /** The merchant that registered it. */
  public Merchant merchant() {
    return TestMerchants.of(sid).orElseThrow();
  }

  /**
   * Whether the approval issues an auto-billing key: the merchant has asked for one and its
   * contract allows it (§2.8).
   */
  public boolean issuesKey() {
    boolean asked =
        switch (cash) {
          case MC -> wants("mc_auto_pay");
          case CN -> amount == 0 || wants("cn_auto_pay");
          case RA, VA, EP -> false;
        };
    return asked && merchant().billing();
  }

  /** V1's code of the method. */
  public String payMethod() {
    return cash.payMethod(option("ep_code"));
  }

  /** The digest of the trade. */
  public String hmac() {
    return Hmac.ofTrade(merchant().skey(), amount, okUrl, tradeId, timeStamp);
  }
}
