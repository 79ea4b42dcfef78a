package dev.naru.hub.payment;

import dev.naru.hub.merchant.Merchant;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.WindowRequest;
import java.util.Map;

/**
 * A payment through a PG's window, from its opening to its end (design.md §2). A repeated call
 * gives the answer of the first one (G08).
 */
public interface Approval {

  /** {@link Payment#failCode()} of a payment whose buyer left the window. */
  String LEFT_BY_BUYER = "LEFT_BY_BUYER";

  /**
   * The payment with the contract it is made under, read once.
   *
   * @throws java.util.NoSuchElementException when there is no such payment
   */
  InWindow inWindow(Merchant merchant, String paymentNumber);

  /** A payment for which a window was opened, or will be. */
  interface InWindow {

    /** The payment as it stood when it was read. */
    Payment payment();

    /**
     * Asks the connector how to open the window. If the PG must register the payment first, it is
     * called.
     */
    WindowOpening open(WindowRequest request);

    /**
     * Reads what the PG's window posted back. Touches no network and changes nothing.
     *
     * @param memo the memo of the window's opening
     */
    AuthResult read(Map<String, String> memo, ReturnMessage message);

    /**
     * Completes the payment after the buyer's authentication: claims the payment, calls the
     * merchant's {@code confirm_url}, asks the PG for the charge and stores the outcome. Blocks for
     * as long as that takes, at most about 60 s. {@link AuthResult.Forged} changes nothing.
     *
     * @return the payment afterwards; still {@link PaymentState#APPROVING} when the outcome is
     *     unknown or another thread is working on it
     */
    Payment proceed(AuthResult result);
  }

  /** Fails a payment that is still READY, because the buyer left before the PG answered. */
  Payment leave(long merchantId, String paymentNumber);
}
