package dev.naru.pg.inicis.emulator.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The easy-pays: card payments on another provider's page (protocols/inicis.md §3.4, §4.2, §9.3).
 * Apple Pay's letter is unknown; CHAI's names are inferred. The last code stands in place of a card
 * code when the buyer pays with money or points (§9.1).
 */
public enum InicisEasyPay {
  KAKAOPAY("onlykakaopay", "d_kakaopay", "O", "카카오페이", "Kakao Pay", "97"),
  NAVERPAY("onlynaverpay", "d_npay", "I", "네이버페이", "Naver Pay", "91"),
  TOSSPAY("onlytosspay", "d_tosspay", "H", "토스페이", "Toss Pay", "93"),
  PAYCO("onlypayco", "d_payco", "C", "페이코", "PAYCO", "98"),
  SAMSUNG("onlyssp", "d_samsungpay", "B", "삼성페이", "Samsung Pay", ""),
  SSGPAY("onlyssgcard", "d_ssgpay", "G", "SSG페이", "SSGPAY", "94"),
  LPAY("onlylpay", "d_lpay", "L", "엘페이", "L.PAY", "96"),
  CHAI("onlychai", "d_chai", "R", "차이", "CHAI", ""),
  APPLEPAY("onlyapplepay", "d_applepay", "", "애플페이", "Apple Pay", "");

  private final String pc;
  private final String mobile;
  private final String source;
  private final String korean;
  private final String english;
  private final String money;

  InicisEasyPay(
      String pc, String mobile, String source, String korean, String english, String money) {
    this.pc = pc;
    this.mobile = mobile;
    this.source = source;
    this.korean = korean;
    this.english = english;
    this.money = money;
  }

  /** The easy-pay of one value of {@code gopaymethod}. */
  public static Optional<InicisEasyPay> ofPc(String name) {
    return Arrays.stream(values()).filter(e -> e.pc.equals(name)).findFirst();
  }

  /**
   * The easy-pay that has the value {@code Y} in {@code P_RESERVED}.
   *
   * @param options the names with the value {@code Y}
   */
  public static Optional<InicisEasyPay> ofMobile(Set<String> options) {
    return Arrays.stream(values()).filter(e -> options.contains(e.mobile)).findFirst();
  }

  /** The easy-pay with V1's code. */
  public static Optional<InicisEasyPay> ofCode(String code) {
    return Arrays.stream(values()).filter(e -> e.code().equals(code)).findFirst();
  }

  /** V1's code. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@code CARD_SrcCode} and {@code P_SRC_CODE}; empty when unknown. */
  public String source() {
    return source;
  }

  /** The code in place of a card code when money or points pay; empty when it has neither. */
  public String money() {
    return money;
  }

  /** The name in Korean. */
  public String korean() {
    return korean;
  }

  /** The name in the window's language. */
  public String label(boolean inEnglish) {
    return inEnglish ? english : korean;
  }
}
