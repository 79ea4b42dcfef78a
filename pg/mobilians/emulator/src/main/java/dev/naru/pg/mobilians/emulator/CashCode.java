package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.kit.Texts;
import java.util.Arrays;
import java.util.Optional;

/** The pay methods that are played (protocols/mobilians.md §2.3, {@code cash_code}). */
enum CashCode {
  MC("phone", "methodPhone"),
  CN("card", "methodCard"),
  RA("trans", "methodTrans"),
  VA("vbank", "methodVbank"),
  EP("easy", "methodEasy");

  private final String payMethod;
  private final String text;

  CashCode(String payMethod, String text) {
    this.payMethod = payMethod;
    this.text = text;
  }

  static Optional<CashCode> of(String code) {
    return Arrays.stream(values()).filter(cash -> cash.name().equals(code)).findFirst();
  }

  /** V1's code; an easy pay goes by its provider's. */
  String payMethod(String epCode) {
    return this == EP
        ? MobiliansEasyPay.of(epCode).map(MobiliansEasyPay::payMethod).orElse(payMethod)
        : payMethod;
  }

  /** The key of its name in {@link Texts}. */
  String text() {
    return text;
  }

  /** Whether a repeated approval or cancel answers with the card codes (§5.3). */
  boolean byCard() {
    return this == CN || this == EP;
  }
}
