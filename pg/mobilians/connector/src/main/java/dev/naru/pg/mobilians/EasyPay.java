package dev.naru.pg.mobilians;

import dev.naru.pg.spi.PayMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The easy-pays that have a window of their own, by {@code ep_code} (protocols/mobilians.md §5.5).
 */
enum EasyPay {
  KAKAOPAY("KKO", PayMethod.KAKAOPAY, "kakaopay"),
  NAVERPAY("NAV", PayMethod.NAVERPAY, "naverpay"),
  TOSSPAY("TOS", PayMethod.TOSSPAY, "tosspay"),
  SAMSUNG("SSP", PayMethod.SAMSUNG, "samsungpay"),
  PAYCO("PYC", PayMethod.PAYCO, "payco"),
  LPAY("LTP", PayMethod.LPAY, "lpay"),
  SSGPAY("SSG", PayMethod.SSGPAY, "ssgpay"),
  APPLEPAY("APP", PayMethod.APPLEPAY, "applepay");

  private final String code;
  private final PayMethod method;
  private final String embPgProvider;

  EasyPay(String code, PayMethod method, String embPgProvider) {
    this.code = code;
    this.method = method;
    this.embPgProvider = embPgProvider;
  }

  static Optional<EasyPay> of(PayMethod method) {
    return Arrays.stream(values()).filter(it -> it.method.equals(method)).findFirst();
  }

  static Optional<EasyPay> of(String code) {
    return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
  }

  static List<PayMethod> methods() {
    return Arrays.stream(values()).map(EasyPay::method).toList();
  }

  /** {@code ep_code}. */
  String code() {
    return code;
  }

  PayMethod method() {
    return method;
  }

  /** V1's {@code emb_pg_provider} (spec/rest-api.md §2.1). */
  String embPgProvider() {
    return embPgProvider;
  }

  /**
   * Whether a card company can be fixed: three of them take {@code ep_card_code}
   * (protocols/mobilians.md §2.3).
   */
  boolean takesCardCode() {
    return this == KAKAOPAY || this == NAVERPAY || this == TOSSPAY;
  }
}
