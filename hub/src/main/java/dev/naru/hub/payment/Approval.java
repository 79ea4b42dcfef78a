package dev.naru.hub.payment;

import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.OpensWindow;
import dev.naru.pg.spi.PersistedAttempt;

/**
 * From the PG's return leg to the end of the payment (design.md §2). Whatever is repeated gives the
 * first answer (G08).
 */
public interface Approval {

  /** {@link Payment#failCode()} of a payment whose buyer left the window. */
  String LEFT_BY_BUYER = "LEFT_BY_BUYER";

  /**
   * The attempt a window is opened with, and against which its return is read.
   *
   * @throws java.util.NoSuchElementException when there is no such payment
   */
  PersistedAttempt attemptOf(long merchantId, String paymentNumber);

  /**
   * Takes the buyer's authentication to its end: claims the payment, asks the merchant's {@code
   * confirm_url}, asks the PG for the charge, writes down what came of it. Blocks for as long as
   * that takes (at most about 60 s). {@link AuthResult.Forged} changes nothing.
   *
   * @return the payment as it stands now; still {@link PaymentState#APPROVING} when the outcome is
   *     unknown or another thread is at it
   */
  Payment proceed(long merchantId, String paymentNumber, AuthResult result);

  /** The buyer left before the PG said anything: fails a payment that is still READY. */
  Payment leave(long merchantId, String paymentNumber);

  /** The connector's window operations; a convenience for whoever opens it. */
  OpensWindow windowOf(long merchantId, String paymentNumber);
}
