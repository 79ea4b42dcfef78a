package dev.naru.pg.inicis;

import dev.naru.pg.spi.PayMethod;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
  CHAI("R", PayMethod.CHAI, "chai");

  private final String sourceCode;
  private final PayMethod method;
  private final String embPgProvider;

  EasyPay(String sourceCode, PayMethod method, String embPgProvider) {
    this.sourceCode = sourceCode;
    this.method = method;
    this.embPgProvider = embPgProvider;
  }

  static Optional<EasyPay> of(String sourceCode) {
    return Arrays.stream(values()).filter(it -> it.sourceCode.equals(sourceCode)).findFirst();
  }

  static Set<PayMethod> methods() {
    return Arrays.stream(values()).map(EasyPay::method).collect(Collectors.toUnmodifiableSet());
  }

  PayMethod method() {
    return method;
  }

  /** V1's {@code emb_pg_provider} (spec/rest-api.md §2.1). */
  String embPgProvider() {
    return embPgProvider;
  }
}
