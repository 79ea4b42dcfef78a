package dev.naru.pg.inicis;

import dev.naru.pg.spi.PayMethod;
import java.util.Arrays;
import java.util.Optional;

/**
 * The easy-pays that a buyer can choose inside the card window, by {@code CARD_SrcCode} and {@code
 * P_SRC_CODE} (protocols/inicis.md §9.3). Other codes are plain card payments in V1: app cards (K),
 * and services that V1 has no word for (A, U).
 */
enum InicisEasyPay {
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
   * KG INICIS hasn't published its letter (protocols/inicis.md §14 row 5), so it is recognised only
   * when its own window was opened.
   */
  APPLEPAY("", PayMethod.APPLEPAY, "applepay");

  private final String sourceCode;
  private final PayMethod method;
  private final String embPgProvider;

  InicisEasyPay(String sourceCode, PayMethod method, String embPgProvider) {
    this.sourceCode = sourceCode;
    this.method = method;
    this.embPgProvider = embPgProvider;
  }

  /**
   * The easy-pay that the buyer used.
   *
   * @param sourceCode the approval's code; when it is empty, the buyer used the easy-pay whose
   *     window was opened
   */
  static Optional<InicisEasyPay> used(String sourceCode, PayMethod ordered) {
    return Arrays.stream(values())
        .filter(it ->
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
