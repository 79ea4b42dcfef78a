package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.kit.PgRefusal;
import dev.naru.sandbox.kit.Texts;

/** Where a buyer's click leads. */
sealed interface StepResult {

  /**
   * The same page again.
   *
   * @param error the key of a sentence in {@link Texts}
   */
  record Stay(Trade trade, String error) implements StepResult {}

  /** The following page. */
  record Go(Trade trade) implements StepResult {}

  /** The buyer is authenticated; {@code trade} holds everything that was entered. */
  record Done(Trade trade) implements StepResult {}

  /** The window ends with a failure. */
  record Failed(Trade trade, PgRefusal why) implements StepResult {}
}
