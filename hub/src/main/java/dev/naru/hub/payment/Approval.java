package dev.naru.hub.payment;

import dev.naru.hub.merchant.Merchant;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.WindowRequest;
import java.util.Map;

/**
 * A payment through a PG's window, from its opening to its end (design.md §2). Whatever is repeated
 * gives the first answer (G08).
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

  /** A payment that a window was, or is to be, opened for. */
  interface InWindow {

    /** The payment as it stood when it was read. */
    Payment payment();

    /** Asks the connector for the window; a PG that registers payments first is asked too. */
    WindowOpening open(WindowRequest request);

    /**
     * Reads what the PG's window posted back. Touches no network and changes nothing.
     *
     * @param memo of the window's opening
     */
    AuthResult read(Map<String, String> memo, ReturnMessage message);

    /**
     * Takes the buyer's authentication to its end: claims the payment, asks the merchant's {@code
     * confirm_url}, asks the PG for the charge, writes down what came of it. Blocks for as long as
     * that takes (at most about 60 s). {@link AuthResult.Forged} changes nothing.
     *
     * @return the payment as it stands now; still {@link PaymentState#APPROVING} when the outcome
     *     is unknown or another thread is at it
     */
    Payment proceed(AuthResult result);
  }

  /** The buyer left before the PG said anything: fails a payment that is still READY. */
  Payment leave(long merchantId, String paymentNumber);
}
