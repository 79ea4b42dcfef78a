package dev.naru.sandbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The PGs' book: the charges, billing keys and virtual accounts that they hold, with the cancels.
 * It is the truth that tests compare the hub's database with. When a method returns, its change is
 * on the disk. Every method throws an unchecked exception when the database is away.
 */
public interface Book {

  /**
   * One line of the book.
   *
   * @param pg the V1 provider code
   * @param tid the PG's transaction id, unique per PG
   * @param orderId the order number as the PG received it
   * @param amount in won; 0 for a billing key
   * @param cancelledAmount in won
   * @param status {@code paid}, {@code cancelled} (in part or wholly), {@code waiting} (an unpaid
   *     virtual account) or {@code key} (a billing key)
   * @param payMethod V1's code
   * @param details JSON that the emulator needs for later answers, such as the approval number;
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

    /** The amount in won that isn't cancelled. */
    public long remaining() {
      return amount - cancelledAmount;
    }
  }

  /**
   * A cancel of a charge, whole or in part.
   *
   * @param cancelTid the PG's number of this cancel
   * @param amount in won
   * @param at the time in Korea, yyyyMMddHHmmss
   */
  record Cancel(String cancelTid, long amount, String at) {}

  /**
   * Enters a charge.
   *
   * @throws IllegalStateException when the tid exists
   */
  void enter(Charge charge);

  /** The charge with this tid. */
  Optional<Charge> byTid(String pg, String tid);

  /** The newest charge with this order number. */
  Optional<Charge> byOrder(String pg, String mid, String orderId);

  /**
   * Records a cancel and raises the charge's cancelled amount, while its row is locked.
   *
   * @param expectedRemaining the remaining amount that the caller expects before this cancel; null
   *     to accept any
   * @return the charge after the cancel; empty, with nothing changed, when the cancel exceeds the
   *     remaining amount or that amount isn't the expected one
   */
  Optional<Charge> cancel(String pg, String tid, Cancel cancel, @Nullable Long expectedRemaining);

  /**
   * Changes a charge's status, for example from {@code waiting} to {@code paid} when the deposit
   * comes.
   *
   * @return the charge after the change; empty, with nothing changed, when its status isn't {@code
   *     from}
   */
  Optional<Charge> move(String pg, String tid, String from, String to);

  /** The charge's cancels, oldest first. */
  List<Cancel> cancels(String pg, String tid);

  /** All charges, oldest first. */
  List<Charge> all();
}
