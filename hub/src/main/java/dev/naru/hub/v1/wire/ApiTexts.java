package dev.naru.hub.v1.wire;

import dev.naru.hub.payment.Charges;
import dev.naru.pg.spi.PgError;

/**
 * The texts of V1's {@code message} (spec/rest-api.md §1.6). Merchants compare these texts with
 * {@code equals}, so not even a punctuation mark may change.
 */
public final class ApiTexts {

  public static final String UNAUTHORIZED = "Unauthorized";
  public static final String WRONG_CREDENTIALS = "인증에 실패하였습니다. API키와 secret을 확인하세요.";
  public static final String NO_PAYMENT = "존재하지 않는 결제정보입니다.";
  public static final String BAD_STATUS = "지원되지 않는 상태값입니다.";
  public static final String BAD_SORTING = "지원되지 않는 정렬규칙입니다.";
  public static final String NOT_PREPARED = "사전등록된 결제정보가 존재하지 않습니다.";
  public static final String PREPARED_ALREADY = "이미 등록된 merchant_uid입니다.";
  public static final String CANCEL_WHAT = "취소할 imp_uid 또는 merchant_uid를 지정해주셔야합니다.";
  public static final String CANCEL_UNKNOWN = "취소할 결제건이 존재하지 않습니다.";
  public static final String CANCEL_NOTHING_LEFT = "이미 전액취소된 주문입니다.";
  public static final String CANCEL_CHECKSUM = "취소 가능한 잔액이 checksum과 일치하지 않습니다.";
  public static final String CANCEL_UNRESOLVED = "취소 결과를 PG사에 확인하고 있습니다. 잠시 후 결제 상태를 조회해 주세요.";
  public static final String CANCEL_NOT_SENT =
      "PG사에 연결하지 못해 취소를 요청하지 못했습니다. 취소된 금액은 없습니다. 잠시 후 다시 시도해 주세요.";
  public static final String CHARGE_NOT_SENT = Charges.NOT_SENT;
  public static final String CARD_NOT_SENT =
      "PG사에 연결하지 못해 카드정보를 확인하지 못했습니다. 결제된 금액은 없습니다. 잠시 후 다시 시도해 주세요.";
  public static final String BAD_RANGE = "유효하지 않은 검색기간입니다.";
  public static final String RANGE_TOO_LONG = "최대 3개월간 검색이 가능합니다";
  public static final String NO_API_CHANNEL = "비인증결제모듈 사용정보를 찾을 수 없습니다.";
  public static final String UNKNOWN_CHANNEL_KEY = "채널 정보를 조회할 수 없습니다.";
  public static final String ORDER_TAKEN = "이미 주문이 이루어진 건입니다";
  public static final String CHARGE_UNRESOLVED = "결제 결과를 PG사에 확인하고 있습니다. 잠시 후 결제 상태를 조회해 주세요.";
  public static final String UNKNOWN_BUYER = "등록되지 않은 구매자입니다.";
  public static final String ONLY_KRW = "지원하지 않는 통화입니다. (KRW만 가능)";
  public static final String NO_INSTALMENTS = "할부(card_quota)는 50,000원 이상 결제에서만 지정할 수 있습니다.";
  public static final String NO_ANSWER_ABOUT_CARD = "카드정보 확인 결과를 PG사로부터 받지 못했습니다. 잠시 후 다시 시도해 주세요.";
  public static final String NO_SUCH_KEYS = "요청하신 customer_uid로 등록된 정보를 찾을 수 없습니다.";
  public static final String KEY_HAS_SCHEDULES = "예약된 결제가 남아 있어 삭제할 수 없습니다. 예약을 먼저 취소해 주세요.";
  public static final String UNKNOWN_CUSTOMER = "등록된 고객정보가 없습니다.";
  public static final String SCHEDULED_ALREADY = PREPARED_ALREADY;
  public static final String NOTHING_TO_UNSCHEDULE = "취소할 예약결제 기록이 존재하지 않습니다.";
  public static final String NO_SCHEDULE = "존재하지 않는 예약결제 정보입니다.";
  public static final String SCHEDULE_AT_PAST = "예약시각(schedule_at)이 이미 지났습니다.";
  public static final String NOT_PENDING = "이미 실행되었거나 취소된 예약결제는 변경할 수 없습니다.";
  public static final String NOT_REPEATABLE = "결제에 실패했거나 취소된 예약결제만 다시 진행할 수 있습니다.";
  public static final String RANGE_OVER_90_DAYS = "최대 90일간 검색이 가능합니다";
  public static final String NO_BALANCE =
      "(현재는 PAYCO, KCP만 지원됩니다) 결제건에 대한 금액상세정보가 확인되지 않습니다."
          + " 결제 상태가 paid 또는 cancelled가 아닌 경우 확인되지 않습니다.";
  public static final String OTHER_PG = "현재 지원되지 않는 PG사입니다.";
  public static final String WRONG_PG_API_KEY = "hashData 값이 올바르지 않습니다. pg_api_key를 확인해 주세요.";
  public static final String NOT_A_VBANK = "가상계좌 결제건이 아닙니다.";
  public static final String NOT_WAITING = "입금대기 상태의 가상계좌가 아닙니다.";
  public static final String ACCOUNT_NOT_SENT = "PG사에 연결하지 못했습니다. 잠시 후 다시 시도해 주세요.";
  public static final String ACCOUNT_UNRESOLVED =
      "가상계좌 발급 결과를 PG사에 확인하고 있습니다. 잠시 후 결제 상태를 조회해 주세요.";
  public static final String REVOCATION_UNRESOLVED =
      "가상계좌 발급 취소 결과를 PG사에 확인하고 있습니다. 잠시 후 결제 상태를 조회해 주세요.";
  public static final String NO_HOLDER_CHECK = "예금주 조회를 지원하지 않는 PG사입니다.";
  public static final String NO_RECEIPT = "발급된 현금영수증이 존재하지 않습니다.";
  public static final String RECEIPT_ALREADY = "이미 현금영수증이 발급되었거나 처리 중입니다.";
  public static final String NO_RECEIPT_FOR_IT = "현금영수증을 발급할 수 있는 결제건이 아닙니다.";
  public static final String NO_DELIVERY = "해당거래건은 배송정보를 등록할 수 없습니다.";
  public static final String NO_ANSWER = "PG사로부터 결과를 받지 못했습니다. 잠시 후 다시 시도해 주세요.";
  public static final String NO_CERTIFICATION = "인증결과가 존재하지 않습니다.";
  public static final String NO_PRODUCT_ORDER = "존재하지 않는 상품주문정보입니다.";
  public static final String NO_MEMBER = "존재하지 않는 회원정보입니다.";
  public static final String NO_CODE = "존재하지 않는 코드입니다.";
  public static final String NOT_PAID = "결제가 완료된 건이 아닙니다.";
  public static final String UNKNOWN_TIER = "존재하지 않는 Tier 코드입니다.";
  public static final String TOO_MANY_KEYS = "imp_uid와 merchant_uid는 합쳐서 100개까지 조회할 수 있습니다.";
  public static final String TOO_MANY = "요청이 너무 많습니다. 잠시 후 다시 시도해 주세요.";
  public static final String TOO_MANY_SECRETS =
      "API키와 secret이 여러 번 일치하지 않아 잠시 인증할 수 없습니다. 잠시 후 다시 시도해 주세요.";
  public static final String TOO_LARGE = "요청 본문이 너무 큽니다. 1MB까지 보낼 수 있습니다.";
  public static final String NOT_UTF8 = "요청이 UTF-8로 인코딩되어 있지 않습니다.";
  public static final String BROKEN_PATH = "요청 경로의 % 인코딩이 올바르지 않습니다.";
  public static final String BAD_JSON = "요청 본문이 올바른 JSON 객체가 아닙니다.";
  public static final String BAD_IDEMPOTENCY_KEY =
      "Idempotency-Key는 공백 없는 ASCII 문자로 255자까지 보낼 수 있습니다.";
  public static final String IDEMPOTENT_UNDER_WAY =
      "같은 Idempotency-Key의 요청이 처리 중이거나 응답을 남기지 못하고 끝났습니다. 결제 상태를 조회해 주세요.";
  public static final String IDEMPOTENT_ANOTHER =
      "같은 Idempotency-Key로 다른 내용의 요청을 보냈습니다. 새로운 요청에는 새로운 키를 사용해 주세요.";

  private ApiTexts() {}

  /** Says which contract the merchant lacks. Merchants look for the end of the sentence. */
  public static String needsContract(String service) {
    return service + " 이용을 위해서는 PG사와의 계약이 필요합니다.";
  }

  public static String missing(String... names) {
    return String.join(", ", names) + " 파라메터가 누락되었습니다.";
  }

  public static String malformed(String name) {
    return name + " 파라메터의 값이 올바르지 않습니다.";
  }

  public static String tooLong(String name, int characters) {
    return name + " 파라메터는 " + characters + "자까지 보낼 수 있습니다.";
  }

  public static String exceedsRemaining(long remaining) {
    return "취소 가능 금액을 초과하였습니다. (취소 가능 금액 : " + remaining + ")";
  }

  public static String exceedsTaxFree(long most) {
    return "취소 가능 면세금액을 초과하였습니다. (취소 가능 면세금액 : " + most + ")";
  }

  public static String exceedsTaxed(long most) {
    return "취소 가능 과세금액을 초과하였습니다. (취소 가능 과세금액 : " + most + ")";
  }

  public static String exceedsVat(long most) {
    return "취소 가능 부가세를 초과하였습니다. (취소 가능 부가세 : " + most + ")";
  }

  public static String noSuchKey(String customerKey) {
    return "요청하신 customer_uid(" + customerKey + ")로 등록된 정보를 찾을 수 없습니다.";
  }

  public static String keyRefused(PgError error) {
    return "카드정보 인증 및 빌키 발급에 실패하였습니다. " + error.text();
  }

  public static String cardRefused(PgError error) {
    return "카드정보 인증에 실패하였습니다. " + codeAndText(error);
  }

  public static String cardRefusedForSchedule(PgError error) {
    return "카드정보 확인에 실패하였습니다. " + codeAndText(error);
  }

  public static String chargeRefused(PgError error) {
    return "결제승인에 실패하였습니다. " + codeAndText(error);
  }

  /**
   * {@code [code]text}, or the text alone when the PG gave no code because the hub didn't call it.
   */
  private static String codeAndText(PgError error) {
    return error.code().isEmpty() ? error.text() : "[" + error.code() + "]" + error.text();
  }

  public static String scheduleAtPast(String orderNumber) {
    return SCHEDULE_AT_PAST + " (merchant_uid : " + orderNumber + ")";
  }

  public static String internal(String errorId) {
    return "서버 내부 오류가 발생했습니다. (오류번호 : " + errorId + ")";
  }

  /** The text for an HTTP status when no operation has a text of its own. */
  public static String ofStatus(int status) {
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
      case 429 -> TOO_MANY;
      case 431 -> "요청 헤더가 너무 큽니다.";
      case 503 -> "일시적으로 요청을 처리할 수 없습니다. 잠시 후 다시 시도해 주세요.";
      default -> status >= 500 ? "서버 내부 오류가 발생했습니다." : "요청을 처리할 수 없습니다.";
    };
  }
}
