package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.kit.Choice;
import dev.naru.sandbox.kit.TestValue;
import dev.naru.sandbox.kit.Texts;
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
    Texts words,
    String path,
    boolean mobile,
    List<Line> lines,
    String amountLabel,
    String amount,
    List<Choice> methods,
    List<Card> cards,
    List<Choice> easyPays,
    List<Choice> quotas,
    String cardLabel,
    String quotaLabel,
    String freeLabel,
    boolean fixed,
    String back,
    List<TestValue> hints,
    String sent,
    String error) {

  /**
   * Whether a page may frame it; not on a phone, except for the new billing window
   * (protocols/inicis.md §5.2).
   */
  boolean framed() {
    return !mobile || path.startsWith(BuyerWindow.NEW_LITE);
  }

  /** The names of the two steps of a card payment. */
  public List<String> cardSteps() {
    return List.of(words.t("step1"), words.t("step2"));
  }

  /** One line of the order. */
  public record Line(String label, String value) {}

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

  static WindowView of(Window window, String error) {
    WindowOrder order = window.order();
    Texts words = InicisTexts.in(order.language());
    boolean free = order.interestFree(window.card(), window.months());
    return new WindowView(
        words,
        window.path(),
        order.mobile(),
        OrderLines.of(window, words),
        words.t(order.terms().key() ? "amountShown" : "amount"),
        // i'mport's manual: the old billing window of a phone doesn't show it (spec/pg-rules.md
        // §2.6).
        order.device() == WindowOrder.Device.OLD_LITE ? "" : words.won(order.amount()),
        order.terms().methods().stream()
            .map(m -> new Choice(m.name(), words.t(m.key()), false))
            .toList(),
        cards(window, words),
        easyPays(window, words),
        Stream.concat(Stream.of(0), order.months().stream())
            .map(n -> new Choice("" + n, words.instalments(n), n == window.months()))
            .toList(),
        CardCompany.ofCode(window.card()).map(c -> c.label(words.english())).orElse(""),
        words.instalments(window.months()),
        free ? words.t("interestFree") : "",
        window.fixedCard().isPresent(),
        window.choosesMethod() ? window.path() + "/method" : "",
        TestValue.cards(words),
        order.terms().sent(),
        error);
  }

  /** The codes that may be chosen: a preset one leaves no choice. */
  static List<String> offered(WindowOrder order) {
    return CardCompany.ofCode(order.presetCard()).isPresent()
        ? List.of(order.presetCard())
        : order.cards();
  }

  private static List<Card> cards(Window window, Texts words) {
    WindowOrder order = window.order();
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

  private static List<Choice> easyPays(Window window, Texts words) {
    return window.order().terms().easyPays()
        ? Stream.of(InicisEasyPay.values())
            .map(e -> new Choice(e.code(), e.label(words.english()), false))
            .toList()
        : List.of();
  }
}
