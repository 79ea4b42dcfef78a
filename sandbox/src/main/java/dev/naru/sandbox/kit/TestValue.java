package dev.naru.sandbox.kit;

import dev.naru.sandbox.MagicCard;
import java.util.List;
import java.util.stream.Stream;

/**
 * A value that a window offers the tester to fill in with one press.
 *
 * @param value the text that is filled in
 * @param shown the value as the page shows it
 * @param text its effect, in the window's language
 */
public record TestValue(String value, String shown, String text) {

  /** A card number that is approved, and all {@linkplain MagicCard magic cards}. */
  public static List<TestValue> cards(PageTexts texts) {
    return Stream.concat(
            Stream.of(card("1234123412341234", texts.t("hintGood"))),
            Stream.of(MagicCard.values())
                .map(m -> card(m.number(), texts.english() ? m.english() : m.korean())))
        .toList();
  }

  private static TestValue card(String number, String text) {
    return new TestValue(number, number.replaceAll("(.{4})(?!$)", "$1-"), text);
  }
}
