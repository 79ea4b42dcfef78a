package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.CardCompany;
import dev.naru.pg.inicis.emulator.wire.InicisEasyPay;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.kit.Choice;
import dev.naru.sandbox.kit.PageTexts;
import dev.naru.sandbox.kit.TestValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a page of the buyer's window shows.
 *
 * @param path the path that its forms are posted below
 * @param lines the order, above the amount
 * @param amount empty when the window shows none
 * @param methods the methods to choose from
 * @param easyPays the easy-pays offered beside the cards
 * @param fixed whether the merchant has chosen card and instalments
 * @param back the path back to the choice of the method; empty for none
 * @param sent the option field as the merchant sent it
 * @param error a sentence for the buyer; empty when nothing is wrong
 */
public record WindowView(
    PageTexts texts,
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
    return List.of(texts.t("step1"), texts.t("step2"));
  }

  /** One line of the order. */
  public record Line(String label, String value) {}

  /**
   * A card company to choose.
   *
   * @param free the months without interest, as the buyer reads them; empty for none
   */
  public record Card(String code, String label, boolean chosen, String free) {

    /** The id of the text about interest; null when there is none. */
    public @Nullable String describedBy() {
      return free.isEmpty() ? null : "free" + code;
    }
  }

  /**
   * The view of a window's page.
   *
   * @param error a sentence; empty when nothing is wrong
   */
  static WindowView of(Window window, String error) {
    WindowOrder order = window.order();
    PageTexts texts = InicisTexts.in(order.language());
    boolean free = order.interestFree(window.card(), window.months());
    return new WindowView(
        texts,
        window.path(),
        order.mobile(),
        OrderLines.of(window, texts),
        texts.t(order.terms().key() ? "amountShown" : "amount"),
        // The old billing window of a phone doesn't show the amount (spec/pg-rules.md §2.6).
        order.device() == WindowOrder.Device.OLD_LITE ? "" : texts.won(order.amount()),
        order.terms().methods().stream()
            .map(m -> new Choice(m.name(), texts.t(m.key()), false))
            .toList(),
        cards(window, texts),
        easyPays(window, texts),
        Stream.concat(Stream.of(0), order.months().stream())
            .map(n -> new Choice("" + n, texts.instalments(n), n == window.months()))
            .toList(),
        CardCompany.ofCode(window.card()).map(c -> c.label(texts.english())).orElse(""),
        texts.instalments(window.months()),
        free ? texts.t("interestFree") : "",
        window.fixedCard().isPresent(),
        window.choosesMethod() ? window.path() + "/method" : "",
        TestValue.cards(texts),
        order.terms().sent(),
        error);
  }

  /** The card codes that the buyer may choose from; empty for all. */
  static List<String> offered(WindowOrder order) {
    return CardCompany.ofCode(order.presetCard()).isPresent()
        ? List.of(order.presetCard())
        : order.cards();
  }

  private static List<Card> cards(Window window, PageTexts texts) {
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
              c.label(texts.english()),
              c.code().equals(window.card()),
              months.isEmpty() ? "" : texts.t("interestFreeMonths", months)));
    }
    return cards;
  }

  private static List<Choice> easyPays(Window window, PageTexts texts) {
    return window.order().terms().easyPays()
        ? Stream.of(InicisEasyPay.values())
            .map(e -> new Choice(e.code(), e.label(texts.english()), false))
            .toList()
        : List.of();
  }
}
