package dev.naru.pg.inicis.emulator;

/**
 * A buyer's window between two clicks. It holds no card number.
 *
 * @param id unguessable; a part of the window's address
 * @param card the card company's code that was picked; empty before
 * @param months instalments picked; 0 for a lump sum
 */
record Window(String id, Order order, Step step, String card, int months) {

  /** Where the buyer is. */
  enum Step {
    CARD,
    NUMBER,
    DONE
  }

  Window picked(String cardCode, int quota) {
    return new Window(id, order, Step.NUMBER, cardCode, quota);
  }

  Window done() {
    return new Window(id, order, Step.DONE, card, months);
  }
}
