package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.CardCompany;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.Terms;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import java.util.Map;
import java.util.Optional;

/**
 * A buyer's window between two requests; it has no card number.
 *
 * @param id unguessable, part of the window's address
 * @param method the chosen method, or the only one; CARD while none is chosen
 * @param easyPay V1's code of the chosen easy-pay; empty for none
 * @param card the code of the chosen card company; empty before the choice
 * @param months the chosen number of instalments; 0 for a lump sum
 * @param own the entered values that are stored
 * @param result the fields that go to the merchant, once the window has ended. They are kept
 *     because a reload hands them over again. Empty when the buyer left and {@code closeUrl} is
 *     loaded instead
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

  /** The buyer's step. */
  enum Step {
    /** The buyer chooses the method. */
    METHOD,
    /** The buyer chooses a card company or an easy-pay. */
    CARD,
    /** The buyer enters the card number. */
    NUMBER,
    /** The buyer fills in a method's own form. */
    FORM,
    /** The buyer enters the SMS code. */
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

  /** The window at the first step of a method. */
  Window chosen(Method chosen, String easy) {
    Step first =
        chosen != Method.CARD || !easy.isEmpty() || order.terms().key()
            ? Step.FORM
            : fixedCard().isPresent() ? Step.NUMBER : Step.CARD;
    return new Window(id, order, first, chosen, easy, card, months, Map.of(), Map.of());
  }

  /** The card that the merchant has chosen; the window then begins with the card's number. */
  Optional<CardCompany> fixedCard() {
    return order.terms().onlyThisCard() ? CardCompany.ofCode(order.presetCard()) : Optional.empty();
  }

  /** The window after the choice of card and instalments. */
  Window picked(String cardCode, int quota) {
    return new Window(id, order, Step.NUMBER, method, "", cardCode, quota, Map.of(), Map.of());
  }

  Window at(Step next) {
    return new Window(id, order, next, method, easyPay, card, months, own, Map.of());
  }

  /** The window with the values of its form. */
  Window entered(Map<String, String> values, Step next) {
    return new Window(id, order, next, method, easyPay, card, months, values, Map.of());
  }

  Window done(Map<String, String> toMerchant) {
    return new Window(id, order, Step.DONE, method, easyPay, card, months, own, toMerchant);
  }

  /** Whether the buyer can go back to the choice of the method. */
  boolean choosesMethod() {
    return order.terms().methods().size() > 1 && order.terms().easyPay().isEmpty();
  }

  /** Whether the buyer agrees to the terms on the form, and not on the card page before it. */
  boolean agreesInForm() {
    return step != Step.CODE && (easyPay.isEmpty() || !order.terms().easyPay().isEmpty());
  }

  /** The path of the window's pages. */
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
