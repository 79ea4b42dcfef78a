package dev.naru.hub.checkout;

import dev.naru.hub.payment.PreparedAmounts;

/**
 * The reason that the shop's page gets when a window doesn't open or a payment failed. The codes
 * and Korean texts come from spec/javascript-sdk.md §5 and §8; where the spec has none, naru chose
 * them.
 *
 * @param code V1's {@code error_code}; never empty, because newer pages test {@code error_code !=
 *     null}
 * @param text V1's {@code error_msg}, in Korean
 */
record Refusal(String code, String text) {

  private static final String BAD_PARAMETER = "F400";

  static final Refusal UNKNOWN_USER_CODE = new Refusal("F1000", "등록되지 않은 판매자 코드입니다.");
  static final Refusal ORIGIN_NOT_ALLOWED =
      new Refusal("F403", "결제 창 호출에 실패하였습니다. 허용되지 않은 도메인입니다.");
  static final Refusal UNKNOWN_TIER = new Refusal(BAD_PARAMETER, "존재하지 않는 Tier 코드입니다.");
  static final Refusal NO_CHANNEL = new Refusal("F1001", "등록된 PG 설정 정보가 없습니다.");
  static final Refusal UNKNOWN_CHANNEL_KEY =
      new Refusal("F500", "결제 창 호출에 실패했습니다. 채널 정보를 조회할 수 없습니다.");
  static final Refusal METHOD_NOT_SUPPORTED = new Refusal(BAD_PARAMETER, "지원하지 않는 결제수단입니다.");
  static final Refusal ALREADY_PAID = new Refusal("F1002", "이미 결제가 이루어진 거래건입니다.");
  static final Refusal PREPARED_AMOUNT_DIFFERS =
      new Refusal(PreparedAmounts.DIFFERS_CODE, PreparedAmounts.DIFFERS);
  static final Refusal MERCHANT_UID_TOO_LONG =
      new Refusal(BAD_PARAMETER, "주문번호(merchant_uid)는 40자 이하여야 합니다.");
  static final Refusal AMOUNT_MISSING = new Refusal(BAD_PARAMETER, "결제금액(amount)은 필수입력입니다.");
  static final Refusal AMOUNT_MALFORMED = malformed("amount");
  static final Refusal CURRENCY_NOT_SUPPORTED =
      new Refusal(BAD_PARAMETER, "지원하지 않는 통화입니다. (KRW만 가능)");
  static final Refusal BUYER_TEL_MISSING =
      new Refusal(BAD_PARAMETER, "구매자 번호(buyer_tel)는 필수입력입니다.");
  static final Refusal DIGITAL_MISSING = new Refusal(BAD_PARAMETER, "휴대폰 소액결제시 digital은 필수입력입니다.");
  static final Refusal CUSTOMER_UID_TOO_LONG =
      new Refusal(BAD_PARAMETER, "customer_uid는 80자 이하여야 합니다.");
  static final Refusal VBANK_DUE_PAST = new Refusal(BAD_PARAMETER, "입금기한(vbank_due)이 이미 지났습니다.");
  static final Refusal FIRST_CHARGE_ZERO = new Refusal(BAD_PARAMETER, "정기결제 최초 결제금액은 0보다 커야 합니다.");

  /** Says that a parameter is wrong, in the words that V1 uses for the amount. */
  static Refusal malformed(String parameter) {
    return new Refusal(BAD_PARAMETER, parameter + " 파라메터가 올바르지 않습니다.");
  }

  /**
   * Says which methods the PG's key windows support.
   *
   * @param pg the PG's Korean name without its group's, for example 모빌리언스
   * @param methods the methods' Korean names, at least one
   */
  static Refusal keyWindowsOnlyFor(String pg, String methods) {
    return new Refusal(BAD_PARAMETER, pg + " 정기결제는 " + methods + " 결제만 지원합니다.");
  }

  /** Says that the PG has no key windows; {@code pg} as in {@link #keyWindowsOnlyFor}. */
  static Refusal noKeyWindows(String pg) {
    return new Refusal(BAD_PARAMETER, pg + " 정기결제는 지원하지 않습니다.");
  }
}
