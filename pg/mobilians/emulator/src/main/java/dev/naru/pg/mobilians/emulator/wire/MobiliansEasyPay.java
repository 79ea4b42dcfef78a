package dev.naru.pg.mobilians.emulator.wire;

import java.util.Arrays;
import java.util.Optional;

/** The easy-pays, {@code ep_code} on the wire (protocols/mobilians.md §2.3, §4.2). */
public enum MobiliansEasyPay {
  KKO("kakaopay", "카카오페이", "KakaoPay"),
  TOS("tosspay", "토스페이", "Toss Pay"),
  NAV("naverpay", "네이버페이", "Naver Pay"),
  SSP("samsung", "삼성페이", "Samsung Pay"),
  PYC("payco", "페이코", "PAYCO"),
  LTP("lpay", "엘페이", "L.PAY"),
  SSG("ssgpay", "SSG페이", "SSGPAY"),
  APP("applepay", "애플페이", "Apple Pay");

  private final String payMethod;
  private final String korean;
  private final String english;

  MobiliansEasyPay(String payMethod, String korean, String english) {
    this.payMethod = payMethod;
    this.korean = korean;
    this.english = english;
  }

  public static Optional<MobiliansEasyPay> of(String code) {
    return Arrays.stream(values()).filter(pay -> pay.name().equals(code)).findFirst();
  }

  /** V1's code. */
  public String payMethod() {
    return payMethod;
  }

  /** The name in the window's language. */
  public String label(boolean inEnglish) {
    return inEnglish ? english : korean;
  }
}
