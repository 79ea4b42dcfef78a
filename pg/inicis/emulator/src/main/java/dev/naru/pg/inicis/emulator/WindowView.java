package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.MagicCard;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a page of the buyer's window shows.
 *
 * @param path where its forms go
 * @param error a sentence for the buyer; empty when nothing is wrong
 */
public record WindowView(
    Words words,
    String path,
    boolean mobile,
    String shop,
    String goods,
    String amount,
    List<Card> cards,
    List<Quota> quotas,
    String cardLabel,
    String quotaLabel,
    List<Hint> hints,
    String error) {

  /** A card company to choose. */
  public record Card(String code, String label, boolean chosen) {}

  /** An instalment to choose; 0 is the lump sum. */
  public record Quota(int months, String label, boolean chosen) {}

  /** A card number worth trying. */
  public record Hint(String number, String dashed, String text) {}

  static WindowView of(Window window, String error) {
    Order order = window.order();
    Words words = Words.in(order.language());
    List<Card> cards =
        CardCompany.only(offered(order)).stream()
            .map(c -> new Card(c.code(), c.label(words.english()), c.code().equals(window.card())))
            .toList();
    List<Quota> quotas =
        Stream.concat(Stream.of(0), order.months().stream())
            .map(n -> new Quota(n, words.months(n), n == window.months()))
            .toList();
    return new WindowView(
        words,
        window.path(),
        order.mobile(),
        order.shop().isEmpty() ? order.mid() : order.shop(),
        order.goods(),
        words.won(order.amount()),
        cards,
        quotas,
        CardCompany.ofCode(window.card()).map(c -> c.label(words.english())).orElse(""),
        words.months(window.months()),
        hints(words),
        error);
  }

  /** The codes that may be chosen: a preset one leaves no choice. */
  static List<String> offered(Order order) {
    return CardCompany.ofCode(order.presetCard()).isPresent()
        ? List.of(order.presetCard())
        : order.cards();
  }

  private static List<Hint> hints(Words words) {
    var good = hint("1234123412341234", words.t("hintGood"));
    return Stream.concat(
            Stream.of(good),
            Stream.of(MagicCard.values())
                .map(m -> hint(m.number(), words.english() ? m.english() : m.korean())))
        .toList();
  }

  private static Hint hint(String number, String text) {
    return new Hint(number, number.replaceAll("(.{4})(?!$)", "$1-"), text);
  }
}
