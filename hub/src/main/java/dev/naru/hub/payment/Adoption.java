package dev.naru.hub.payment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Enters into the book, by a person's decision, a charge or a cancel that only the PG knows
 * (protocols/reconciliation.md §8.2). If the PG can be asked about a transaction, it is asked
 * first, and nothing is entered unless it confirms the transaction. The merchant gets the usual
 * webhook, once. Every method throws {@link org.springframework.dao.DataAccessException} when the
 * database is away. Thread-safe, and safe beside other processes on the same database.
 */
public interface Adoption {

  /**
   * Enters a charge as a paid payment, or marks the payment of the charge as paid.
   *
   * @return {@link Result.Already} if the book has the charge by now
   */
  Result adopt(Charge charge, Decision decision);

  /**
   * Records what the PG has refunded of a payment, as one cancel of everything that the book lacks.
   *
   * @param cancelledThereMinor how much of the charge the PG has refunded in all, in minor units
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
   * @param id the id of the hub's record of the charge, under which the PG is asked
   * @param pgOrderNumber the order number at the PG, which is also the payment number
   * @param orderNumber the merchant's own number of the order, which no PG stores; null if nobody
   *     knows it, and the payment number then stands in its place
   * @param amountMinor in minor units of {@code currency}
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
   * A person's decision. The journal stores who made it and why.
   *
   * @param reason not blank
   * @param who not blank
   */
  record Decision(String reason, String who) {}

  /** The result of an adoption. */
  sealed interface Result {
    record Done(String paymentNumber) implements Result {}

    /** The book has the charge or cancel already; nothing has changed. */
    record Already(String paymentNumber) implements Result {}

    /** The charge or cancel can't be entered; nothing has changed. */
    record Refused(Obstacle why) implements Result {}

    /** The PG couldn't be asked now: try again later. Nothing has changed. */
    record Unclear(String why) implements Result {}
  }
}
