package dev.naru.pg.mobilians;

import dev.naru.pg.spi.PayMethod;
import java.util.Arrays;
import java.util.Optional;

/** The pay methods of KG Mobilians that naru supports (protocols/mobilians.md §2.3, §4.2). */
enum CashCode {
  /** Mobile phone bill. */
  MC,
  /** Card. */
  CN,
  /** Bank transfer. */
  RA,
  /** Virtual account. */
  VA,
  /** Easy pay. */
  EP;

  /**
   * The KG Mobilians method for a V1 pay method; empty for methods that KG's REST service lacks,
   * such as vouchers.
   */
  static Optional<CashCode> of(PayMethod method) {
    return switch (method) {
      case PHONE -> Optional.of(MC);
      case CARD -> Optional.of(CN);
      case TRANS -> Optional.of(RA);
      case VBANK -> Optional.of(VA);
      default -> MobiliansEasyPay.of(method).map(easyPay -> EP);
    };
  }

  static Optional<CashCode> of(String code) {
    return Arrays.stream(values()).filter(it -> it.name().equals(code)).findFirst();
  }
}
