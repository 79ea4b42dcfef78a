package dev.naru.pg.inicis;

import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.WindowRequest;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * The reasons for which no window opens. The hub has already validated most of a request. This
 * class checks only KG INICIS's own rules, so that no part of a shop's request is silently left
 * out.
 */
enum WindowRefusal {
  METHOD(
      Category.BAD_REQUEST,
      "KG이니시스에서 지원하지 않는 결제수단입니다.",
      "KG INICIS has no such pay method.",
      (attempt, request) -> InicisMethod.of(request.method()).isEmpty()),
  CURRENCY(
      Category.BAD_REQUEST,
      "KG이니시스는 원화(KRW) 결제만 지원합니다.",
      "KG INICIS takes KRW only.",
      (attempt, request) -> !attempt.amount().currency().equals("KRW")),
  KEY_METHOD(
      Category.BAD_REQUEST,
      "이니시스 정기결제는 신용카드 결제만 지원합니다.",
      "Recurring payments of KG INICIS are by card only.",
      (attempt, request) ->
          request.key() != null
              && InicisMethod.of(request.method()).filter(InicisMethod.CARD::equals).isEmpty()),
  KEY_SETTINGS(
      Category.CONFIGURATION,
      "빌링키 발급에 필요한 INILite key가 설정되지 않았습니다.",
      "The INILite key, needed for billing keys, is not set.",
      (attempt, request) ->
          request.key() != null
              && request.mobile()
              && InicisSettings.of(attempt.channel()).iniLiteKey().isEmpty()),
  AMOUNT(
      Category.BAD_REQUEST,
      "결제금액은 0보다 커야 합니다.",
      "The amount must be more than 0.",
      (attempt, request) -> request.key() == null && attempt.amount().minor() == 0),
  ESCROW(
      Category.BAD_REQUEST,
      "에스크로는 신용카드, 계좌이체, 가상계좌 결제만 가능합니다.",
      "Escrow is for card, bank transfer and virtual account only.",
      (attempt, request) ->
          request.escrow()
              && InicisMethod.of(request.method()).filter(InicisMethod::takesEscrow).isEmpty()),
  CARD_CODE(
      Category.BAD_REQUEST,
      "카드사 코드(card.direct.code)를 확인해 주세요.",
      "KG INICIS knows no such card company (card.direct.code).",
      (attempt, request) ->
          new CardFields(request.cards(), attempt.amount().minor()).hasStrangeDirect()),
  NO_CARD(
      Category.BAD_REQUEST,
      "card.detail 설정으로 결제할 수 있는 카드가 없습니다.",
      "card.detail leaves no card to pay with.",
      (attempt, request) ->
          new CardFields(request.cards(), attempt.amount().minor()).leavesNoCard());

  private final Category category;
  private final String ko;
  private final String en;

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final BiPredicate<PersistedAttempt, WindowRequest> applies;

  WindowRefusal(
      Category category,
      String ko,
      String en,
      BiPredicate<PersistedAttempt, WindowRequest> applies) {
    this.category = category;
    this.ko = ko;
    this.en = en;
    this.applies = applies;
  }

  /** The first reason that applies; empty when the window may open. */
  static Optional<WindowOpening.Refused> of(PersistedAttempt attempt, WindowRequest request) {
    for (WindowRefusal refusal : values()) {
      if (refusal.applies.test(attempt, request)) {
        String text = request.language().equals("en") ? refusal.en : refusal.ko;
        return Optional.of(
            new WindowOpening.Refused(InicisErrors.error("", text, refusal.category)));
      }
    }
    return Optional.empty();
  }
}
