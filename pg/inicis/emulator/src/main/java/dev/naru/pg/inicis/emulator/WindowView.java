package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.MagicCard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a page of the buyer's window shows.
 *
 * @param path where its forms go
 * @param lines the order, in lines above the amount
 * @param amount empty where the window shows none
 * @param methods what to choose from, where there is a choice
 * @param easyPays offered beside the cards
 * @param fixed the card and its instalments are the merchant's choice
 * @param back to the choice of the method; empty when there is none
 * @param sent the option field as the merchant sent it
 * @param error a sentence for the buyer; empty when nothing is wrong
 */
public record WindowView(
    Words words,
    String path,
    boolean mobile,
    List<Line> lines,
    String amountLabel,
    String amount,
    List<Choice> methods,
    List<Card> cards,
    List<Choice> easyPays,
    List<Quota> quotas,
    String cardLabel,
    String quotaLabel,
    String freeLabel,
    boolean fixed,
    String back,
    List<Hint> hints,
    String sent,
    String error) {

  /**
   * A phone's page stands in no other; the new billing window is a PC's too (protocols/inicis.md
   * §5.2).
   */
  boolean alone() {
    return mobile && !path.startsWith(BuyerWindow.NEW_LITE);
  }

  /** One line of the order. */
  public record Line(String label, String value) {}

  /** Something to choose. */
  public record Choice(String code, String label, boolean chosen) {}

  /**
   * A card company to choose.
   *
   * @param free the months that are free of interest with it, as a buyer reads them; often empty
   */
  public record Card(String code, String label, boolean chosen, String free) {

    /** The id of what describes it; null where nothing does. */
    public @Nullable String describedBy() {
      return free.isEmpty() ? null : "free" + code;
    }
  }

  /** An instalment to choose; 0 is the lump sum. */
  public record Quota(int months, String label, boolean chosen) {}

  /** A card number worth trying. */
  public record Hint(String number, String dashed, String text) {}

  static WindowView of(Window window, String error) {
    Order order = window.order();
    Words words = Words.in(order.language());
    boolean free = order.interestFree(window.card(), window.months());
    return new WindowView(
        words,
        window.path(),
        order.mobile(),
        OrderLines.of(window, words),
        words.t(order.terms().key() ? "amountShown" : "amount"),
        // i'mport's manual: the old billing window of a phone doesn't show it (spec/pg-rules.md
        // §2.6).
        order.device() == Order.Device.OLD_LITE ? "" : words.won(order.amount()),
        order.terms().methods().stream()
            .map(m -> new Choice(m.name(), words.t(m.key()), false))
            .toList(),
        cards(window, words),
        easyPays(window, words),
        Stream.concat(Stream.of(0), order.months().stream())
            .map(n -> new Quota(n, words.months(n), n == window.months()))
            .toList(),
        CardCompany.ofCode(window.card()).map(c -> c.label(words.english())).orElse(""),
        words.months(window.months()),
        free ? words.t("interestFree") : "",
        window.fixedCard().isPresent(),
        window.choosesMethod() ? window.path() + "/method" : "",
        hints(words),
        order.terms().sent(),
        error);
  }

  /** The codes that may be chosen: a preset one leaves no choice. */
  static List<String> offered(Order order) {
    return CardCompany.ofCode(order.presetCard()).isPresent()
        ? List.of(order.presetCard())
        : order.cards();
  }

  private static List<Card> cards(Window window, Words words) {
    Order order = window.order();
    var cards = new ArrayList<Card>();
    for (CardCompany c : CardCompany.only(offered(order))) {
      String months =
          order.interestFree().getOrDefault(c.code(), List.of()).stream()
              .filter(order.months()::contains)
              .sorted()
              .map(Object::toString)
              .collect(Collectors.joining("·"));
      cards.add(
          new Card(
              c.code(),
              c.label(words.english()),
              c.code().equals(window.card()),
              months.isEmpty() ? "" : words.t("interestFreeMonths", months)));
    }
    return cards;
  }

  private static List<Choice> easyPays(Window window, Words words) {
    return window.order().terms().easyPays()
        ? Stream.of(EasyPay.values())
            .map(e -> new Choice(e.code(), e.label(words.english()), false))
            .toList()
        : List.of();
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
