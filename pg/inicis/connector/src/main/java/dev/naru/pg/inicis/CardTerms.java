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
 * What a shop says about cards, in KG INICIS's terms (spec/pg-rules.md §2.4; protocols/inicis.md
 * §3.2, §4.1, §4.2).
 */
final class CardTerms {
  /** Below it there are neither instalments nor anything free of interest. */
  static final long INSTALMENTS_FROM_KRW = 50_000;

  private final Cards cards;
  private final long amountKrw;

  CardTerms(Cards cards, long amountKrw) {
    this.cards = cards;
    this.amountKrw = amountKrw;
  }

  /**
   * Straight to one card company.
   *
   * @param inicisCode of the window
   */
  record Straight(String inicisCode, int quotaMonths) {}

  /** Empty where the shop named none, or one that KG INICIS has no code for. */
  Optional<Straight> direct() {
    return Optional.ofNullable(cards.direct())
        .flatMap(
            direct ->
                InicisCards.ofWindow(direct.code())
                    .map(codes -> new Straight(codes.getFirst(), quota(direct))));
  }

  private int quota(Direct direct) {
    return direct.quotaMonths() < 2 || amountKrw < INSTALMENTS_FROM_KRW ? 0 : direct.quotaMonths();
  }

  /** A card company was named that this PG doesn't know. */
  boolean hasStrangeDirect() {
    return cards.direct() != null && direct().isEmpty();
  }

  /** True where the rules leave no card to pay with. */
  boolean leavesNoCard() {
    return !enabled().containsValue(true);
  }

  /** {@code ini_onlycardcode}, {@code P_ONLY_CARDCODE}: {@code 01:03}; empty where all may. */
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

  /** {@code nointerest}: {@code 11-2:3:4,34-5:12}; empty where the merchant pays nothing. */
  Optional<String> interestFreePc() {
    return interestFree(",");
  }

  /** {@code noint_quota}: {@code 11-2:3^06-3}; empty where the merchant pays nothing. */
  Optional<String> interestFreeMobile() {
    return interestFree("^");
  }

  private Optional<String> interestFree(String separator) {
    List<String> parts = new ArrayList<>();
    Map<String, Boolean> enabled = enabled();
    months()
        .forEach(
            (card, upTo) -> {
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

  /** Up to how many months each card is free of interest; the rules' word is the more exact one. */
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

  /** Every card, and whether the rules, read in order, leave it. */
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
