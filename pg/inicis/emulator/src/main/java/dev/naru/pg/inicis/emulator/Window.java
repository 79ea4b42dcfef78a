package dev.naru.pg.inicis.emulator;

import java.util.Map;
import java.util.Optional;

/**
 * A buyer's window between two clicks. It holds no card number.
 *
 * @param id unguessable; a part of the window's address
 * @param method what was chosen, or the only one there is; CARD also while nothing is chosen
 * @param easyPay V1's code of the easy-pay that was picked; empty for none
 * @param card the card company's code that was picked; empty before
 * @param months instalments picked; 0 for a lump sum
 * @param own what was entered so far and may be kept
 * @param result what goes to the merchant, once the window is done; a reload hands it over again.
 *     Empty when the buyer left and only {@code closeUrl} is loaded
 */
record Window(
    String id,
    WindowOrder order,
    Step step,
    Method method,
    String easyPay,
    String card,
    int months,
    Map<String, String> own,
    Map<String, String> result) {

  /** Where the buyer is. */
  enum Step {
    /** Chooses how to pay. */
    METHOD,
    /** Chooses a card company, or an easy-pay. */
    CARD,
    /** Enters a card number. */
    NUMBER,
    /** Fills in a method's own form. */
    FORM,
    /** Enters the code that came by SMS. */
    CODE,
    DONE
  }

  static Window opened(String id, WindowOrder order) {
    Terms terms = order.terms();
    var window =
        new Window(
            id,
            order,
            Step.METHOD,
            terms.methods().getFirst(),
            terms.easyPay(),
            CardCompany.ofCode(order.presetCard()).map(CardCompany::code).orElse(""),
            order.presetMonths(),
            Map.of(),
            Map.of());
    return terms.methods().size() > 1 && terms.easyPay().isEmpty()
        ? window
        : window.chosen(terms.methods().getFirst(), terms.easyPay());
  }

  /** At the first step of a method. */
  Window chosen(Method chosen, String easy) {
    Step first =
        chosen != Method.CARD || !easy.isEmpty() || order.terms().key()
            ? Step.FORM
            : fixedCard().isPresent() ? Step.NUMBER : Step.CARD;
    return new Window(id, order, first, chosen, easy, card, months, Map.of(), Map.of());
  }

  /**
   * The one card company whose page the merchant leads to, past the choice (protocols/inicis.md
   * §3.2).
   */
  Optional<CardCompany> fixedCard() {
    return order.terms().onlyThisCard() ? CardCompany.ofCode(order.presetCard()) : Optional.empty();
  }

  Window picked(String cardCode, int quota) {
    return new Window(id, order, Step.NUMBER, method, "", cardCode, quota, Map.of(), Map.of());
  }

  Window at(Step next) {
    return new Window(id, order, next, method, easyPay, card, months, own, Map.of());
  }

  Window entered(Map<String, String> values, Step next) {
    return new Window(id, order, next, method, easyPay, card, months, values, Map.of());
  }

  Window done(Map<String, String> toMerchant) {
    return new Window(id, order, Step.DONE, method, easyPay, card, months, own, toMerchant);
  }

  /** Whether the buyer may still change how to pay. */
  boolean choosesMethod() {
    return order.terms().methods().size() > 1 && order.terms().easyPay().isEmpty();
  }

  /** Whether the terms are agreed to on the form; on the card page they were already. */
  boolean agreesInForm() {
    return step != Step.CODE && (easyPay.isEmpty() || !order.terms().easyPay().isEmpty());
  }

  /** The path under which its pages are. */
  String path() {
    return switch (order.device()) {
          case PC -> BuyerWindow.PC;
          case MOBILE -> BuyerWindow.MOBILE;
          case OLD_LITE -> BuyerWindow.OLD_LITE;
          case NEW_LITE -> BuyerWindow.NEW_LITE;
        }
        + "/"
        + id;
  }
}
