package dev.naru.pg.spi;

import java.util.Arrays;
import java.util.Optional;

/** V1's {@code pay_method} codes that some carried PG knows (spec/pg-rules.md §2.1, §4.1). */
public enum PayMethod {
  CARD("card"),
  TRANS("trans"),
  VBANK("vbank"),
  PHONE("phone"),
  SAMSUNG("samsung"),
  KAKAOPAY("kakaopay"),
  PAYCO("payco"),
  TOSSPAY("tosspay"),
  SSGPAY("ssgpay"),
  CHAI("chai"),
  LPAY("lpay"),
  NAVERPAY("naverpay"),
  APPLEPAY("applepay"),
  CULTURELAND("cultureland"),
  SMARTCULTURE("smartculture"),
  HAPPYMONEY("happymoney"),
  BOOKNLIFE("booknlife"),
  POINT("point");

  private final String code;

  PayMethod(String code) {
    this.code = code;
  }

  /** The code on V1's wire. */
  public String code() {
    return code;
  }

  /** Reads a V1 code; {@code samsungpay} is an alias of {@code samsung} (spec/pg-rules.md §2.1). */
  public static Optional<PayMethod> of(String code) {
    String wanted = code.equals("samsungpay") ? "samsung" : code;
    return Arrays.stream(values()).filter(method -> method.code.equals(wanted)).findFirst();
  }
}
