package dev.naru.pg.mobilians.emulator.payment;

import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.Optional;

/**
 * Declines of card companies. KG Mobilians publishes no table of its card codes, so these codes are
 * invented.
 */
final class CardDeclines {

  private CardDeclines() {}

  static PgRefusal refused() {
    return new PgRefusal("M101", "거래정지 카드입니다.");
  }

  static PgRefusal wrongNumber() {
    return new PgRefusal("M103", "카드번호 오류입니다.");
  }

  /** The decline that a magic card stands for; empty for a card that loses the answer instead. */
  static Optional<PgRefusal> of(MagicCard card) {
    return switch (card) {
      case REFUSED -> Optional.of(refused());
      case EXPIRED -> Optional.of(new PgRefusal("M102", "유효기간이 만료된 카드입니다."));
      case WRONG_NUMBER -> Optional.of(wrongNumber());
      case OVER_LIMIT -> Optional.of(new PgRefusal("M104", "사용한도를 초과하였습니다."));
      case LOST_OR_STOLEN -> Optional.of(new PgRefusal("M105", "분실 또는 도난 카드입니다."));
      case TIMEOUT_AFTER_APPROVAL, TIMEOUT_BEFORE_APPROVAL -> Optional.empty();
    };
  }
}
