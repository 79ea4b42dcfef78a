package dev.naru.pg.inicis;

import dev.naru.pg.spi.PayMethod;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * V1's pay methods in KG INICIS's words (protocols/inicis.md §3.4, §4.1, §4.2, §9.5). Easy-pays are
 * card payments with a shortcut. Inferred: {@code chai} (its service has ended), {@code ssgpay} and
 * {@code applepay} on a PC rest on one source each, and {@code DGCL} and {@code BCSH} on a phone.
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

  /** Empty for what KG INICIS has no window for. */
  static Optional<InicisMethod> of(PayMethod method) {
    return Arrays.stream(values()).filter(it -> it.method.equals(method)).findFirst();
  }

  PayMethod method() {
    return method;
  }

  /** {@code gopaymethod}. */
  String pc() {
    return pc;
  }

  /** {@code P_INI_PAYMENT}. */
  String mobile() {
    return mobile;
  }

  /** The option of {@code P_RESERVED} that leads straight to an easy-pay. */
  Optional<String> mobileOption() {
    return mobileOption.isEmpty() ? Optional.empty() : Optional.of(mobileOption);
  }

  /** Charged as a card is: also every easy-pay. */
  boolean isCard() {
    return mobile.equals("CARD");
  }

  boolean isEasyPay() {
    return !mobileOption.isEmpty();
  }

  /** Buyer protection exists for these only (§3.12). */
  boolean takesEscrow() {
    return this == CARD || this == TRANS || this == VBANK;
  }

  /** The {@code payMethod}s that an approval of this order may say (§3.7). */
  Set<String> pcAnswers() {
    return switch (this) {
      case TRANS -> Set.of("DirectBank", "iDirectBank");
      default -> isCard() ? Set.of("Card", "VCard") : Set.of(pc);
    };
  }

  /** The {@code P_TYPE}s that an approval of this order may say; ISP is old notices' word. */
  Set<String> mobileAnswers() {
    return isCard() ? Set.of("CARD", "ISP") : Set.of(mobile);
  }
}
