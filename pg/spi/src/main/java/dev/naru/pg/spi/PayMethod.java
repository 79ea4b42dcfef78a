package dev.naru.pg.spi;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A way to pay, named by V1's {@code pay_method} code. Any code of the right form is a pay method:
 * a PG that has a method of its own makes it with {@code new PayMethod("…")} and lists it in its
 * {@link Capabilities}. The constants are the codes that several PGs share.
 *
 * @param code lower-case letters, digits and underscores, at most 32, for example {@code card}
 */
public record PayMethod(String code) {

  /** The form of a code, as a regular expression. */
  public static final String CODE = "[a-z][a-z0-9_]{0,31}";

  private static final Pattern FORM = Pattern.compile(CODE);

  public static final PayMethod CARD = new PayMethod("card");

  /** Bank transfer. */
  public static final PayMethod TRANS = new PayMethod("trans");

  /** Virtual account: the buyer deposits later. */
  public static final PayMethod VBANK = new PayMethod("vbank");

  /** Phone payment, which is charged to the buyer's telephone bill. */
  public static final PayMethod PHONE = new PayMethod("phone");

  public static final PayMethod SAMSUNG = new PayMethod("samsung");
  public static final PayMethod KAKAOPAY = new PayMethod("kakaopay");
  public static final PayMethod PAYCO = new PayMethod("payco");
  public static final PayMethod TOSSPAY = new PayMethod("tosspay");
  public static final PayMethod SSGPAY = new PayMethod("ssgpay");
  public static final PayMethod CHAI = new PayMethod("chai");
  public static final PayMethod LPAY = new PayMethod("lpay");
  public static final PayMethod NAVERPAY = new PayMethod("naverpay");
  public static final PayMethod APPLEPAY = new PayMethod("applepay");
  public static final PayMethod CULTURELAND = new PayMethod("cultureland");
  public static final PayMethod SMARTCULTURE = new PayMethod("smartculture");
  public static final PayMethod HAPPYMONEY = new PayMethod("happymoney");
  public static final PayMethod BOOKNLIFE = new PayMethod("booknlife");
  public static final PayMethod POINT = new PayMethod("point");

  /**
   * @throws IllegalArgumentException if the code does not have the form {@link #CODE}
   */
  public PayMethod {
    if (!FORM.matcher(code).matches()) {
      throw new IllegalArgumentException("not a pay method's code: '" + code + "'");
    }
  }

  /** Reads a code; empty when the text does not have the form of one. */
  public static Optional<PayMethod> of(String code) {
    return FORM.matcher(code).matches() ? Optional.of(new PayMethod(code)) : Optional.empty();
  }

  /** The code. */
  @Override
  public String toString() {
    return code;
  }
}
