package dev.naru.pg.mobilians;

import dev.naru.pg.spi.PayMethod;
import java.util.Map;
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

  private static final Map<PayMethod, CashCode> OWN =
      Map.of(PayMethod.PHONE, MC, PayMethod.CARD, CN, PayMethod.TRANS, RA, PayMethod.VBANK, VA);

  /** The code of a pay method; empty for one that KG's REST service lacks, for example vouchers. */
  static Optional<CashCode> of(PayMethod method) {
    CashCode own = OWN.get(method);
    return own != null ? Optional.of(own) : MobiliansEasyPay.of(method).map(easyPay -> EP);
  }
}
