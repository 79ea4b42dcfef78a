package dev.naru.hub.payment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes over into the book what only the PG knows, by a person's decision
 * (protocols/reconciliation.md §8.2): a charge, or a cancel. Where the PG can be asked about a
 * transaction, it is asked first, and nothing is written down unless it confirms it. What is
 * written down is told to the merchant as always, once. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away. Thread-safe, and safe
 * beside other processes on the same database.
 */
public interface Adoption {

  /**
   * Enters a charge as a paid payment, or marks the payment paid that the charge is of.
   *
   * @return {@link Result.Already} where the book has it by now
   */
  Result adopt(Charge charge, Decision decision);

  /**
   * Writes down what the PG has given back of a payment, as one cancel of all that is missing.
   *
   * @param cancelledThereMinor how much of the charge the PG has given back in all
   * @param cancelTid the PG's number of the newest cancel; empty where the list names none
   */
  Result recordCancel(
      UUID id,
      long merchantId,
      String paymentNumber,
      long cancelledThereMinor,
      String cancelTid,
      Instant cancelledAt,
      Decision decision);

  /**
   * A charge as a PG's list tells of it.
   *
   * @param id of the record on which this is kept; the PG is asked under it
   * @param pgOrderNumber which is also the payment's number
   * @param orderNumber the merchant's own number of the order, which no PG keeps; null where nobody
   *     knows it: the payment's number then stands for it
   * @param amountMinor minor units of {@code currency}
   * @param method V1's code; empty where the list doesn't say
   */
  record Charge(
      UUID id,
      long merchantId,
      long channelId,
      String pgTid,
      String pgOrderNumber,
      @Nullable String orderNumber,
      long amountMinor,
      String currency,
      String method,
      Instant chargedAt,
      String approvalNumber) {}

  /**
   * Who decided it, and why: the journal keeps both.
   *
   * @param reason not blank
   * @param who not blank
   */
  record Decision(String reason, String who) {}

  /** What became of it. */
  sealed interface Result {
    record Done(String paymentNumber) implements Result {}

    /** The book had it; nothing has changed. */
    record Already(String paymentNumber) implements Result {}

    /** It can't be taken over; nothing has changed. */
    record Refused(Obstacle why) implements Result {}

    /** The PG couldn't be asked now: try again later. Nothing has changed. */
    record Unclear(String why) implements Result {}
  }
}
