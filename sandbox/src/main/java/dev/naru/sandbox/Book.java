package dev.naru.sandbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The PGs' book: every charge they hold, with its cancels. In the sandbox's own database; every
 * write is durable when the method returns.
 */
public interface Book {

  /**
   * @param pg the V1 provider code
   * @param orderId what the PG received as its order number
   * @param status {@code paid}, {@code cancelled} (in part or wholly), {@code waiting} (virtual
   *     account), {@code key}
   * @param payMethod V1's code
   * @param details what the emulator wants to answer later (card, approval number ...), JSON text
   *     without card data
   */
  record Charge(
      String pg,
      String mid,
      String tid,
      String orderId,
      long amount,
      long cancelledAmount,
      String status,
      String payMethod,
      String details) {

    public long remaining() {
      return amount - cancelledAmount;
    }
  }

  /**
   * @param cancelTid the PG's number of this cancel
   * @param amount won
   * @param at yyyyMMddHHmmss KST
   */
  record Cancel(String cancelTid, long amount, String at) {}

  /** Enters a charge. @throws IllegalStateException when the tid exists */
  void enter(Charge charge);

  Optional<Charge> byTid(String pg, String tid);

  /** The newest charge of an order number. */
  Optional<Charge> byOrder(String pg, String mid, String orderId);

  /**
   * Raises the cancelled amount on the same line, under a row lock.
   *
   * @param expectedRemaining what the caller believes is left before this cancel; null not to check
   * @return the charge after the cancel, or empty when it would exceed what is left or {@code
   *     expectedRemaining} disagrees; nothing has changed then
   */
  Optional<Charge> cancel(String pg, String tid, Cancel cancel, @Nullable Long expectedRemaining);

  /**
   * Moves a line from one status to another, for example {@code waiting} to {@code paid} when the
   * deposit comes.
   *
   * @return the line after the move, or empty when it isn't in {@code from}; nothing has changed
   *     then
   */
  Optional<Charge> move(String pg, String tid, String from, String to);

  /** The cancels of a charge, oldest first. */
  List<Cancel> cancels(String pg, String tid);

  /** Every line, oldest first. */
  List<Charge> all();
}
