package dev.naru.sandbox;

import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.Scenario;
import java.util.Arrays;
import java.util.Optional;

/**
 * Test card numbers that make a PG decline or lose its answer. Any other 16-digit number is
 * approved. The table in {@code docs/reference/magic-values.md} is generated from this list.
 */
public enum MagicCard {
  REFUSED("4000000000000002", "승인 거절", "refused"),
  EXPIRED("4000000000000069", "유효기간 만료", "expired"),
  WRONG_NUMBER("4000000000000127", "잘못된 카드번호", "wrong number"),
  OVER_LIMIT("4000000000009995", "한도 초과", "over the limit"),
  LOST_OR_STOLEN("4000000000009979", "분실·도난 카드", "lost or stolen"),
  TIMEOUT_AFTER_APPROVAL("4000000000000119", "PG 승인 후 응답 없음", "time-out after the PG approved"),
  TIMEOUT_BEFORE_APPROVAL("4000000000000259", "PG 승인 전 응답 없음", "time-out before the PG approved");

  private final String number;
  private final String korean;
  private final String english;

  MagicCard(String number, String korean, String english) {
    this.number = number;
    this.korean = korean;
    this.english = english;
  }

  /** The card's number, sixteen digits. */
  public String number() {
    return number;
  }

  /** The effect, in Korean. */
  public String korean() {
    return korean;
  }

  /** The effect, in English. */
  public String english() {
    return english;
  }

  /**
   * The time-out fault that this card causes at the approval; empty for a card that is declined.
   */
  public Optional<Scenario> timeout() {
    return switch (this) {
      case TIMEOUT_AFTER_APPROVAL -> Optional.of(new Scenario(Fault.TIMEOUT_AFTER_APPROVAL, 0, 0));
      case TIMEOUT_BEFORE_APPROVAL ->
          Optional.of(new Scenario(Fault.TIMEOUT_BEFORE_APPROVAL, 0, 0));
      default -> Optional.empty();
    };
  }

  /**
   * The magic card with this number; empty for an ordinary card.
   *
   * @param number the card number as the buyer typed it; blanks and dashes are ignored
   */
  public static Optional<MagicCard> of(String number) {
    String digits = number.replaceAll("[^0-9]", "");
    return Arrays.stream(values()).filter(card -> card.number.equals(digits)).findFirst();
  }

  /** The card of this constant's name; empty for an empty name. */
  public static Optional<MagicCard> named(String name) {
    return name.isEmpty() ? Optional.empty() : Optional.of(valueOf(name));
  }
}
