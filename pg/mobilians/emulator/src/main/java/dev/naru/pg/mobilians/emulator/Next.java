package dev.naru.pg.mobilians.emulator;

/** Where a buyer's click leads. */
sealed interface Next {

  /**
   * The same page again.
   *
   * @param error the key of a sentence in {@link Words}
   */
  record Stay(Trade trade, String error) implements Next {}

  /** The following page. */
  record Go(Trade trade) implements Next {}

  /** The buyer is authenticated; {@code trade} holds everything that was entered. */
  record Done(Trade trade) implements Next {}

  /** The window ends with a failure. */
  record Failed(Trade trade, Refusal why) implements Next {}
}
