package dev.naru.pg.mobilians.emulator.window;

import dev.naru.pg.mobilians.emulator.payment.Trade;
import dev.naru.sandbox.kit.PgRefusal;

/** Where a buyer's form leads. */
sealed interface StepResult {

  /**
   * The same page again.
   *
   * @param error the key of a sentence in the window's texts
   */
  record Stay(Trade trade, String error) implements StepResult {}

  record Go(Trade trade) implements StepResult {}

  /**
   * The buyer is authenticated.
   *
   * @param trade the trade with everything that was entered
   */
  public record Done(Trade trade) implements StepResult {}

  /** The window ends with a failure. */
  record Failed(Trade trade, PgRefusal why) implements StepResult {}
}
