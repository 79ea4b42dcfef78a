package dev.naru.hub.v1;

/**
 * The wire's texts (spec/rest-api.md §1.6). Merchants compare them with {@code equals}; none may
 * change, punctuation included.
 */
final class Texts {

  static final String UNAUTHORIZED = "Unauthorized";
  static final String WRONG_CREDENTIALS = "인증에 실패하였습니다. API키와 secret을 확인하세요.";
  static final String NO_PAYMENT = "존재하지 않는 결제정보입니다.";
  static final String BAD_STATUS = "지원되지 않는 상태값입니다.";
  static final String BAD_SORTING = "지원되지 않는 정렬규칙입니다.";
  static final String NOT_PREPARED = "사전등록된 결제정보가 존재하지 않습니다.";
  static final String PREPARED_ALREADY = "이미 등록된 merchant_uid입니다.";
  static final String CANCEL_WHAT = "취소할 imp_uid 또는 merchant_uid를 지정해주셔야합니다.";
  static final String CANCEL_UNKNOWN = "취소할 결제건이 존재하지 않습니다.";
  static final String CANCEL_NOTHING_LEFT = "이미 전액취소된 주문입니다.";
  static final String CANCEL_CHECKSUM = "취소 가능한 잔액이 checksum과 일치하지 않습니다.";
  static final String CANCEL_UNRESOLVED = "취소 결과를 PG사에 확인하고 있습니다. 잠시 후 결제 상태를 조회해 주세요.";
  static final String UNKNOWN_TIER = "존재하지 않는 Tier 코드입니다.";
  static final String TOO_MANY_KEYS = "imp_uid와 merchant_uid는 합쳐서 100개까지 조회할 수 있습니다.";
  static final String TOO_LARGE = "요청 본문이 너무 큽니다. 1MB까지 보낼 수 있습니다.";
  static final String NOT_UTF8 = "요청이 UTF-8로 인코딩되어 있지 않습니다.";
  static final String BAD_JSON = "요청 본문이 올바른 JSON 객체가 아닙니다.";

  private Texts() {}

  static String missing(String... names) {
    return String.join(", ", names) + " 파라메터가 누락되었습니다.";
  }

  static String malformed(String name) {
    return name + " 파라메터의 값이 올바르지 않습니다.";
  }

  static String tooLong(String name, int characters) {
    return name + " 파라메터는 " + characters + "자까지 보낼 수 있습니다.";
  }

  static String exceedsRemaining(long remaining) {
    return "취소 가능 금액을 초과하였습니다. (취소 가능 금액 : " + remaining + ")";
  }

  static String internal(String errorId) {
    return "서버 내부 오류가 발생했습니다. (오류번호 : " + errorId + ")";
  }

  /** For what no operation of ours has answered. */
  static String ofStatus(int status) {
    return switch (status) {
      case 400 -> "요청 형식이 올바르지 않습니다.";
      case 401 -> UNAUTHORIZED;
      case 403 -> "허용되지 않는 요청입니다.";
      case 404 -> "존재하지 않는 API입니다.";
      case 405 -> "지원되지 않는 HTTP 메서드입니다.";
      case 408 -> "요청을 기다리다 시간이 초과되었습니다.";
      case 413 -> TOO_LARGE;
      case 414 -> "요청 주소가 너무 깁니다.";
      case 415 -> "지원되지 않는 Content-Type입니다. JSON 또는 form으로 보내주세요.";
      case 429 -> "요청이 너무 많습니다. 잠시 후 다시 시도해 주세요.";
      case 431 -> "요청 헤더가 너무 큽니다.";
      case 503 -> "일시적으로 요청을 처리할 수 없습니다. 잠시 후 다시 시도해 주세요.";
      default -> status >= 500 ? "서버 내부 오류가 발생했습니다." : "요청을 처리할 수 없습니다.";
    };
  }
}
