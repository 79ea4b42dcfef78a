package dev.naru.pg.mobilians;

import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PayMethod;
import java.util.HashMap;
import java.util.Map;

/**
 * A billing key with the values that a charge needs (protocols/mobilians.md §2.8, "Store per
 * customer_uid").
 *
 * @param key {@code mc_bill_key} or {@code cn_bill_key}
 * @param userKey {@code mc_user_key}, which stands for carrier, number and birth date; empty for a
 *     card
 * @param sid the service id that issued the key; KG accepts it under no other
 * @param siteUrl the host that its window returned to; empty in keys stored by an older version
 * @param firstApprovedOn {@code yyyyMMdd} in Korean time
 * @param amount the first charge in won, digits alone
 */
record MobiliansKey(
    CashCode cashCode,
    String key,
    String userKey,
    String sid,
    String siteUrl,
    String firstApprovedOn,
    String amount) {

  private static final String PHONE = "mc_bill_key";
  private static final String CARD = "cn_bill_key";

  /** The name of the key in KG's answers for this method. */
  static String fieldOf(CashCode cashCode) {
    return cashCode == CashCode.MC ? PHONE : CARD;
  }

  /** Whether these values belong to a key, rather than to a window's authentication. */
  static boolean isIn(Map<String, String> proof) {
    return proof.containsKey(PHONE) || proof.containsKey(CARD);
  }

  /** The form in which the hub stores it, sealed. */
  IssuedKey toIssued() {
    Map<String, String> secret = new HashMap<>();
    secret.put("cash_code", cashCode.name());
    secret.put(fieldOf(cashCode), key);
    secret.put("mc_user_key", userKey);
    secret.put("sid", sid);
    secret.put("site_url", siteUrl);
    secret.put("first_approved_on", firstApprovedOn);
    secret.put("amount", amount);
    secret.values().removeIf(String::isEmpty);
    return new IssuedKey(secret);
  }

  /** Reads what {@link #toIssued} wrote. */
  static MobiliansKey of(Map<String, String> secret) {
    CashCode cashCode = CashCode.valueOf(Trade.value(secret, "cash_code"));
    return new MobiliansKey(
        cashCode,
        Trade.value(secret, fieldOf(cashCode)),
        secret.getOrDefault("mc_user_key", ""),
        Trade.value(secret, "sid"),
        secret.getOrDefault("site_url", ""),
        secret.getOrDefault("first_approved_on", ""),
        secret.getOrDefault("amount", ""));
  }

  PayMethod method() {
    return cashCode == CashCode.MC ? PayMethod.PHONE : PayMethod.CARD;
  }

  @Override
  public String toString() {
    return "MobiliansKey[" + cashCode + "]";
  }
}
