package dev.naru.pg.mobilians;

import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.TakesOverKeys.KeyField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param amount the first charge in won, only digits
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
  private static final String USER = "mc_user_key";
  private static final String FIRST_APPROVED_ON = "first_approved_on";
  private static final String AMOUNT = "amount";
  private static final String SITE_URL = "site_url";

  /** The values that a key has when another hub, or KG, hands it over. */
  static final List<KeyField> HANDED_OVER =
      List.of(
          new KeyField(PHONE, new Bilingual("휴대폰 키이면 필수", "required for a phone's key")),
          new KeyField(USER, new Bilingual("휴대폰 키이면 필수", "required for a phone's key")),
          new KeyField(CARD, new Bilingual("카드 키이면 필수", "required for a card's key")),
          new KeyField(FIRST_APPROVED_ON, new Bilingual("yyyyMMdd 또는 빈칸", "yyyyMMdd, or empty")),
          new KeyField(AMOUNT, new Bilingual("원 단위 숫자 또는 빈칸", "digits, in won, or empty")),
          new KeyField(SITE_URL, new Bilingual("호스트 이름 또는 빈칸", "a host's name, or empty")));

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
    secret.put(USER, userKey);
    secret.put("sid", sid);
    secret.put(SITE_URL, siteUrl);
    secret.put(FIRST_APPROVED_ON, firstApprovedOn);
    secret.put(AMOUNT, amount);
    secret.values().removeIf(String::isEmpty);
    return new IssuedKey(secret);
  }

  /**
   * Reads a key that was handed over; empty when the values can't be a key for the method. KG
   * accepts such a key only under the MID that issued it.
   */
  static Optional<MobiliansKey> takenOver(
      String mid, PayMethod method, Map<String, String> values) {
    boolean phone = method.equals(PayMethod.PHONE);
    String key = values.getOrDefault(phone ? PHONE : CARD, "");
    String userKey = values.getOrDefault(USER, "");
    String firstApprovedOn = values.getOrDefault(FIRST_APPROVED_ON, "");
    String amount = values.getOrDefault(AMOUNT, "");
    boolean readable =
        (phone || method.equals(PayMethod.CARD))
            && Stream.of(key, userKey).allMatch(text -> text.matches("[!-~]{0,100}"))
            && !key.isEmpty()
            && phone != userKey.isEmpty()
            && firstApprovedOn.matches("([0-9]{8})?")
            && amount.matches("([1-9][0-9]{0,9})?");
    return readable
        ? Optional.of(
            new MobiliansKey(
                phone ? CashCode.MC : CashCode.CN,
                key,
                userKey,
                mid,
                values.getOrDefault(SITE_URL, ""),
                firstApprovedOn,
                amount))
        : Optional.empty();
  }

  /** Reads what {@link #toIssued} wrote. */
  static MobiliansKey of(Map<String, String> secret) {
    CashCode cashCode = CashCode.valueOf(Trade.value(secret, "cash_code"));
    return new MobiliansKey(
        cashCode,
        Trade.value(secret, fieldOf(cashCode)),
        secret.getOrDefault(USER, ""),
        Trade.value(secret, "sid"),
        secret.getOrDefault(SITE_URL, ""),
        secret.getOrDefault(FIRST_APPROVED_ON, ""),
        secret.getOrDefault(AMOUNT, ""));
  }

  PayMethod method() {
    return cashCode == CashCode.MC ? PayMethod.PHONE : PayMethod.CARD;
  }

  @Override
  public String toString() {
    return "MobiliansKey[" + cashCode + "]";
  }
}
