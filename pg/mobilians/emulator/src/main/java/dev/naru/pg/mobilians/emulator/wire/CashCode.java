package dev.naru.pg.mobilians.emulator.wire;

import java.util.Arrays;
import java.util.Optional;

/** The pay methods, {@code cash_code} on the wire (protocols/mobilians.md §2.3). */
public enum CashCode {
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

  public static Optional<CashCode> of(String code) {
    return Arrays.stream(values()).filter(cash -> cash.name().equals(code)).findFirst();
  }

  /**
   * V1's code of the method.
   *
   * @param epCode the easy-pay's code, by which an easy-pay is named
   */
  public String payMethod(String epCode) {
    return this == EP
        ? MobiliansEasyPay.of(epCode).map(MobiliansEasyPay::payMethod).orElse(payMethod)
        : payMethod;
  }

  /** The key of its name in the window's texts. */
  public String text() {
    return text;
  }

  /** Whether a repeated approval or cancel is answered with the card codes (§5.3). */
  public boolean byCard() {
    return this == CN || this == EP;
  }
}
