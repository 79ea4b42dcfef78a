package dev.naru.pg.inicis;

import dev.naru.pg.spi.PayMethod;
import java.util.Arrays;
import java.util.Optional;

/**
 * The easy-pays that can be picked inside the card window, by {@code CARD_SrcCode} and {@code
 * P_SRC_CODE} (protocols/inicis.md §9.3). Codes without a row are plain cards to V1: app cards (K)
 * and what V1 has no word for (A, U).
 */
enum EasyPay {
  SAMSUNG("B", PayMethod.SAMSUNG, "samsungpay"),
  SAMSUNG_DEBIT("D", PayMethod.SAMSUNG, "samsungpay"),
  PAYCO("C", PayMethod.PAYCO, "payco"),
  SSGPAY("G", PayMethod.SSGPAY, "ssgpay"),
  TOSSPAY("H", PayMethod.TOSSPAY, "tosspay"),
  NAVERPAY("I", PayMethod.NAVERPAY, "naverpay"),
  LPAY("L", PayMethod.LPAY, "lpay"),
  KAKAOPAY("O", PayMethod.KAKAOPAY, "kakaopay"),
  CHAI("R", PayMethod.CHAI, "chai"),
  /**
   * Its letter is not public (protocols/inicis.md §14 row 5): known only where it was asked for.
   */
  APPLEPAY("", PayMethod.APPLEPAY, "applepay");

  private final String sourceCode;
  private final PayMethod method;
  private final String embPgProvider;

  EasyPay(String sourceCode, PayMethod method, String embPgProvider) {
    this.sourceCode = sourceCode;
    this.method = method;
    this.embPgProvider = embPgProvider;
  }

  /**
   * What was used.
   *
   * @param sourceCode as the approval says it; where it is silent, the easy-pay whose own window
   *     was opened is the one that was used
   */
  static Optional<EasyPay> used(String sourceCode, PayMethod ordered) {
    return Arrays.stream(values())
        .filter(
            it ->
                sourceCode.isEmpty() ? it.method.equals(ordered) : it.sourceCode.equals(sourceCode))
        .findFirst();
  }

  PayMethod method() {
    return method;
  }

  /** V1's {@code emb_pg_provider} (spec/rest-api.md §2.1). */
  String embPgProvider() {
    return embPgProvider;
  }
}
