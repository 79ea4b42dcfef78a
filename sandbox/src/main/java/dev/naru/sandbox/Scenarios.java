package dev.naru.sandbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults that a tester has asked for with {@code POST /control/scenarios}. */
public interface Scenarios {

  /** The faults; control calls write them in lower case. */
  enum Fault {
    DECLINE,
    BAD_CARD,
    TIMEOUT_BEFORE_APPROVAL,
    TIMEOUT_AFTER_APPROVAL,
    WRONG_AMOUNT,
    CANCEL_REFUSED,
    TIMEOUT_AFTER_CANCEL,
    CHARGE_ON_ISSUE,
    /** {@link Notices} applies this fault by itself, for every emulator. */
    DUPLICATE_NOTICE,
    SLOW,
    /** The second half of the approval's answer is missing. */
    GARBAGE_ANSWER,
    /** The net cancel is answered with an error and not carried out. */
    NET_CANCEL_REFUSED,
    /** The inquiry gets no answer. */
    INQUIRY_TIMEOUT,
    /** The list of a day isn't there yet. */
    LIST_LATE,
    /** The second half of a list is missing. */
    LIST_HALF,
    /** A list comes twice in one answer. */
    LIST_DOUBLED,
    /** A list comes in another charset than its own. */
    LIST_CHARSET,
    /** A list lacks its last transaction. */
    LIST_ROW_MISSING,
    /** A list has a transaction of another system of the merchant. */
    LIST_ROW_EXTRA
  }

  /**
   * A call that a PG has received and that a scenario may match.
   *
   * @param orderId the order number as the PG received it
   * @param impUid the hub's payment number; null when the PG doesn't know it
   * @param merchantUid the shop's order number; null when the PG doesn't know it
   * @param amount won
   * @param cardNumber the card's number; null when no card is involved or its number isn't known
   *     any more
   */
  record PgCall(
      String pg,
      String mid,
      String orderId,
      @Nullable String impUid,
      @Nullable String merchantUid,
      long amount,
      @Nullable String cardNumber) {}

  /**
   * A fault that applies to a call.
   *
   * @param amount the amount in won that {@link Fault#WRONG_AMOUNT} charges instead; else 0
   * @param delayMs how long {@link Fault#SLOW} holds the answer back; for a time-out fault, how
   *     long the connection stays open before it breaks, 0 to break it at once
   */
  record Scenario(Fault fault, long amount, long delayMs) {}

  /**
   * Takes one use of the oldest scenario that matches the call.
   *
   * @param relevant the faults that the emulator can show at its current step; scenarios with other
   *     faults stay unused
   * @return empty when no scenario matches
   */
  Optional<Scenario> take(PgCall call, Fault... relevant);
}
