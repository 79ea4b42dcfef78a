package dev.naru.pg.mobilians.emulator;

import java.util.Arrays;
import java.util.Optional;

/** The easy pays (protocols/mobilians.md §2.3, {@code ep_code}, and §4.2). */
enum MobiliansEasyPay {
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

  static Optional<MobiliansEasyPay> of(String code) {
    return Arrays.stream(values()).filter(pay -> pay.name().equals(code)).findFirst();
  }

  String payMethod() {
    return payMethod;
  }

  String label(boolean inEnglish) {
    return inEnglish ? english : korean;
  }
}
