package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.Optional;

/** A card company's no. No public table of the PG's card codes exists: these are the sandbox's. */
final class CardDeclines {

  static final PgRefusal REFUSED = new PgRefusal("M101", "거래정지 카드입니다.");
  static final PgRefusal WRONG_NUMBER = new PgRefusal("M103", "카드번호 오류입니다.");

  private CardDeclines() {}

  /** Empty for a card that isn't declined but loses the answer. */
  static Optional<PgRefusal> of(MagicCard card) {
    return switch (card) {
      case REFUSED -> Optional.of(REFUSED);
      case EXPIRED -> Optional.of(new PgRefusal("M102", "유효기간이 만료된 카드입니다."));
      case WRONG_NUMBER -> Optional.of(WRONG_NUMBER);
      case OVER_LIMIT -> Optional.of(new PgRefusal("M104", "사용한도를 초과하였습니다."));
      case LOST_OR_STOLEN -> Optional.of(new PgRefusal("M105", "분실 또는 도난 카드입니다."));
      case TIMEOUT_AFTER_APPROVAL, TIMEOUT_BEFORE_APPROVAL -> Optional.empty();
    };
  }
}
