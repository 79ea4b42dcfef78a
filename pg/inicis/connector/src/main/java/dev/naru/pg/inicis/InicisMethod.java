package dev.naru.pg.inicis;

import dev.naru.pg.spi.PayMethod;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * V1's pay methods with KG INICIS's names for them (protocols/inicis.md §3.4, §4.1, §4.2, §9.5). An
 * easy-pay is a card payment that skips the choice of a card. The names of the following methods
 * are inferred: {@code chai}, whose service has ended; {@code ssgpay} and {@code applepay} on a PC,
 * from one source each; and {@code DGCL} and {@code BCSH} on a phone.
 */
enum InicisMethod {
  CARD(PayMethod.CARD, "Card", "CARD", ""),
  TRANS(PayMethod.TRANS, "DirectBank", "BANK", ""),
  VBANK(PayMethod.VBANK, "VBank", "VBANK", ""),
  PHONE(PayMethod.PHONE, "HPP", "MOBILE", ""),
  SAMSUNG(PayMethod.SAMSUNG, "onlyssp", "CARD", "d_samsungpay=Y"),
  KAKAOPAY(PayMethod.KAKAOPAY, "onlykakaopay", "CARD", "d_kakaopay=Y"),
  PAYCO(PayMethod.PAYCO, "onlypayco", "CARD", "d_payco=Y"),
  TOSSPAY(PayMethod.TOSSPAY, "onlytosspay", "CARD", "d_tosspay=Y"),
  SSGPAY(PayMethod.SSGPAY, "onlyssgcard", "CARD", "d_ssgpay=Y"),
  CHAI(PayMethod.CHAI, "onlychai", "CARD", "d_chai=Y"),
  LPAY(PayMethod.LPAY, "onlylpay", "CARD", "d_lpay=Y"),
  NAVERPAY(PayMethod.NAVERPAY, "onlynaverpay", "CARD", "d_npay=Y"),
  APPLEPAY(PayMethod.APPLEPAY, "onlyapplepay", "CARD", "d_applepay=Y"),
  CULTURELAND(PayMethod.CULTURELAND, "Culture", "CULTURE", ""),
  SMARTCULTURE(PayMethod.SMARTCULTURE, "DGCL", "DGCL", ""),
  HAPPYMONEY(PayMethod.HAPPYMONEY, "HPMN", "HPMN", ""),
  BOOKNLIFE(PayMethod.BOOKNLIFE, "Bcsh", "BCSH", "");

  private final PayMethod method;
  private final String pc;
  private final String mobile;
  private final String mobileOption;

  InicisMethod(PayMethod method, String pc, String mobile, String mobileOption) {
    this.method = method;
    this.pc = pc;
    this.mobile = mobile;
    this.mobileOption = mobileOption;
  }

  /** The KG INICIS method for a V1 pay method; empty when KG INICIS has no window for it. */
  static Optional<InicisMethod> of(PayMethod method) {
    return Arrays.stream(values()).filter(it -> it.method.equals(method)).findFirst();
  }

  PayMethod method() {
    return method;
  }

  /** The value of {@code gopaymethod}. */
  String pc() {
    return pc;
  }

  /** The value of {@code P_INI_PAYMENT}. */
  String mobile() {
    return mobile;
  }

  /** The option of {@code P_RESERVED} that opens the easy-pay directly; empty for other methods. */
  Optional<String> mobileOption() {
    return mobileOption.isEmpty() ? Optional.empty() : Optional.of(mobileOption);
  }

  /** Whether it is charged as a card payment; every easy-pay is. */
  boolean isCard() {
    return mobile.equals("CARD");
  }

  boolean isEasyPay() {
    return !mobileOption.isEmpty();
  }

  /** Whether KG INICIS offers escrow for the method (§3.12). */
  boolean takesEscrow() {
    return this == CARD || this == TRANS || this == VBANK;
  }

  /** The values of {@code payMethod} that an approval of this method may have (§3.7). */
  Set<String> pcAnswers() {
    return switch (this) {
      case TRANS -> Set.of("DirectBank", "iDirectBank");
      default -> isCard() ? Set.of("Card", "VCard") : Set.of(pc);
    };
  }

  /**
   * The values of {@code P_TYPE} that an approval of this method may have; {@code ISP} is an older
   * name for card.
   */
  Set<String> mobileAnswers() {
    return isCard() ? Set.of("CARD", "ISP") : Set.of(mobile);
  }
}
