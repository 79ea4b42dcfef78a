package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.sandbox.MagicCard;
import java.util.Optional;

/**
 * A card company's decline. Its code is the company's own, which KG INICIS passes on
 * (spec/pg-rules.md §7), or has six digits (protocols/inicis.md §10).
 */
public record Decline(String code, String text) {

  static final Decline REFUSED = new Decline("120001", "거래제한(정지)카드");
  static final Decline WRONG_NUMBER = new Decline("500601", "카드번호 오류");

  /** A decline without a particular reason, in the method's own texts (protocols/inicis.md §10). */
  static Decline refused(Authentication about) {
    return about.method() == Method.CARD
        ? REFUSED
        : new Decline(about.codeFamily() + "644", "결제 한도 초과");
  }

  /** The decline that a magic card stands for; empty for a card that loses the answer instead. */
  static Optional<Decline> of(MagicCard card) {
    return switch (card) {
      case REFUSED -> Optional.of(REFUSED);
      case EXPIRED -> Optional.of(new Decline("120004", "유효기간 만료"));
      case WRONG_NUMBER -> Optional.of(WRONG_NUMBER);
      case OVER_LIMIT -> Optional.of(new Decline("120016", "월 사용한도 초과"));
      case LOST_OR_STOLEN -> Optional.of(new Decline("120026", "도난, 분실카드"));
      case TIMEOUT_AFTER_APPROVAL, TIMEOUT_BEFORE_APPROVAL -> Optional.empty();
    };
  }
}
