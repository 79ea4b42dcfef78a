package dev.naru.pg.inicis.emulator;

import java.util.Arrays;
import java.util.Optional;

/**
 * The card numbers that don't simply pay (design.md §4). Any other 16 digits are approved. The
 * published table and the window's hint panel are made from these values.
 *
 * <p>The codes are the card companies' own (spec/pg-rules.md §7) or six digits of
 * protocols/inicis.md §10.
 */
enum MagicCard {
  REFUSED("4000000000000002", "120001", "거래제한(정지)카드"),
  EXPIRED("4000000000000069", "120004", "유효기간 만료"),
  WRONG_NUMBER("4000000000000127", "500601", "카드번호 오류"),
  OVER_LIMIT("4000000000009995", "120016", "월 사용한도 초과"),
  LOST_OR_STOLEN("4000000000009979", "120026", "도난, 분실카드"),
  TIMEOUT_AFTER_APPROVAL("4000000000000119", "", ""),
  TIMEOUT_BEFORE_APPROVAL("4000000000000259", "", "");

  private final String number;
  private final String code;
  private final String text;

  MagicCard(String number, String code, String text) {
    this.number = number;
    this.code = code;
    this.text = text;
  }

  static Optional<MagicCard> of(String number) {
    return Arrays.stream(values()).filter(m -> m.number.equals(number)).findFirst();
  }

  /** Sixteen digits. */
  String number() {
    return number;
  }

  /** {@code 4000-0000-0000-0002}. */
  String dashed() {
    return number.replaceAll("(.{4})(?!$)", "$1-");
  }

  /** The decline's code; empty where the card isn't declined but the answer is lost. */
  String code() {
    return code;
  }

  String text() {
    return text;
  }

  boolean declines() {
    return !code.isEmpty();
  }

  /** The key of what a buyer reads about it in the window's texts. */
  String textKey() {
    return "magic." + name().toLowerCase(java.util.Locale.ROOT);
  }
}
