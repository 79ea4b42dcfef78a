package dev.naru.pg.inicis.emulator;

import java.util.Map;

/**
 * A buyer's window between two clicks. It holds no card number.
 *
 * @param id unguessable; a part of the window's address
 * @param card the card company's code that was picked; empty before
 * @param months instalments picked; 0 for a lump sum
 * @param result what goes to the merchant, once the window is done; a reload hands it over again.
 *     Empty when the buyer left and only {@code closeUrl} is loaded
 */
record Window(
    String id, Order order, Step step, String card, int months, Map<String, String> result) {

  /** Where the buyer is. */
  enum Step {
    CARD,
    NUMBER,
    DONE
  }

  static Window opened(String id, Order order) {
    return new Window(
        id,
        order,
        Step.CARD,
        CardCompany.ofCode(order.presetCard()).map(CardCompany::code).orElse(""),
        order.presetMonths(),
        Map.of());
  }

  Window picked(String cardCode, int quota) {
    return new Window(id, order, Step.NUMBER, cardCode, quota, Map.of());
  }

  Window done(Map<String, String> toMerchant) {
    return new Window(id, order, Step.DONE, card, months, toMerchant);
  }

  /** The path under which its pages are. */
  String path() {
    return (order.mobile() ? BuyerWindow.MOBILE : BuyerWindow.PC) + "/" + id;
  }
}
