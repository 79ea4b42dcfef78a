package dev.naru.pg.inicis;

import dev.naru.pg.spi.WindowRequest.Cards;
import dev.naru.pg.spi.WindowRequest.Cards.Direct;
import dev.naru.pg.spi.WindowRequest.Cards.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Translates a shop's card parameters for KG INICIS's windows (spec/pg-rules.md §2.4;
 * protocols/inicis.md §3.2, §4.1, §4.2).
 */
final class CardFields {
  /** The least amount, in won, for instalments and for interest-free offers. */
  static final long INSTALMENTS_FROM_KRW = 50_000;

  private final Cards cards;
  private final long amountKrw;

  CardFields(Cards cards, long amountKrw) {
    this.cards = cards;
    this.amountKrw = amountKrw;
  }

  /**
   * A card company that the window goes to directly.
   *
   * @param inicisCode the window's code of the company
   * @param quotaMonths instalment months, 0 for a lump sum
   */
  record Straight(String inicisCode, int quotaMonths) {}

  /**
   * The card company to go to directly; empty when the shop named none, or one without a code at KG
   * INICIS.
   */
  Optional<Straight> direct() {
    return Optional.ofNullable(cards.direct())
        .flatMap(direct ->
            InicisCards.ofWindow(direct.code())
                .map(codes -> new Straight(codes.getFirst(), quota(direct))));
  }

  private int quota(Direct direct) {
    return direct.quotaMonths() < 2 || amountKrw < INSTALMENTS_FROM_KRW ? 0 : direct.quotaMonths();
  }

  /** Whether the shop named a card company that KG INICIS has no code for. */
  boolean hasStrangeDirect() {
    return cards.direct() != null && direct().isEmpty();
  }

  /** Whether the shop's rules exclude every card. */
  boolean leavesNoCard() {
    return !enabled().containsValue(true);
  }

  /**
   * The value of {@code ini_onlycardcode} and {@code P_ONLY_CARDCODE}, such as {@code 01:03}; empty
   * when every card is allowed.
   */
  Optional<String> only() {
    Map<String, Boolean> enabled = enabled();
    return enabled.containsValue(false)
        ? Optional.of(
            enabled.entrySet().stream()
                .filter(Map.Entry::getValue)
                .flatMap(card -> codes(card.getKey()).stream())
                .collect(Collectors.joining(":")))
        : Optional.empty();
  }

  /**
   * The value of {@code nointerest}, such as {@code 11-2:3:4,34-5:12}; empty when the merchant
   * bears no interest.
   */
  Optional<String> interestFreePc() {
    return interestFree(",");
  }

  /**
   * The value of {@code noint_quota}, such as {@code 11-2:3^06-3}; empty when the merchant bears no
   * interest.
   */
  Optional<String> interestFreeMobile() {
    return interestFree("^");
  }

  private Optional<String> interestFree(String separator) {
    List<String> parts = new ArrayList<>();
    Map<String, Boolean> enabled = enabled();
    months()
        .forEach((card, upTo) -> {
          if (upTo >= 2 && enabled.getOrDefault(card, true)) {
            String months =
                IntStream.rangeClosed(2, upTo)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(":"));
            codes(card).forEach(code -> parts.add(code + "-" + months));
          }
        });
    return parts.isEmpty() || amountKrw < INSTALMENTS_FROM_KRW
        ? Optional.empty()
        : Optional.of(String.join(separator, parts));
  }

  /**
   * For each card, the most months without interest; a card's own rule overrides the general value.
   */
  private SequencedMap<String, Integer> months() {
    SequencedMap<String, Integer> months = new LinkedHashMap<>();
    Integer all = cards.interestFreeMonths();
    if (all != null) {
      InicisCards.windowCards().forEach(card -> months.put(card, all));
    }
    for (Rule rule : cards.rules()) {
      Integer upTo = rule.maxMonths();
      if (cards.freeInterestFromMall() && upTo != null) {
        named(rule).forEach(card -> months.put(card, upTo));
      }
    }
    return months;
  }

  /** Every card, with whether it is still allowed after all rules were applied in their order. */
  private Map<String, Boolean> enabled() {
    SequencedMap<String, Boolean> enabled = new LinkedHashMap<>();
    InicisCards.windowCards().forEach(card -> enabled.put(card, true));
    for (Rule rule : cards.rules()) {
      named(rule).forEach(card -> enabled.put(card, rule.enabled()));
    }
    return enabled;
  }

  private static List<String> named(Rule rule) {
    return rule.code().equals("*")
        ? InicisCards.windowCards()
        : InicisCards.windowCards().stream().filter(rule.code()::equals).toList();
  }

  private static List<String> codes(String card) {
    return InicisCards.ofWindow(card).orElse(List.of());
  }
}
