package dev.naru.hub.schedule;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.billing.ScheduledCharges.DueCharge;
import dev.naru.hub.payment.Charges.Precondition;
import dev.naru.pg.spi.PayMethod;
import java.util.Map;

/**
 * A schedule with what it is charged with.
 *
 * @param channelId of the key when it was scheduled; the method too
 */
record StoredSchedule(
    long merchantId, Schedule schedule, long channelId, PayMethod method, ApiOrder order) {

  /** The charge that executes it. */
  DueCharge charge() {
    return new DueCharge(schedule.customerKey(), channelId, method, order, execution());
  }

  /**
   * Takes the schedule out of what is pending in the commit that enters its payment. Does nothing,
   * so that nothing is charged, if it was executed, revoked or moved meanwhile.
   */
  private Precondition execution() {
    return new Precondition(
        """
        update schedule
           set status = 'executed', executed_at = :now, payment_number = :paymentNumber,
               due_at = null
         where merchant_id = :merchant and id = :conditionId and due_at is not null
           and schedule_at = :conditionAt
        returning 1
        """,
        Map.of("conditionId", schedule.id(), "conditionAt", utc(schedule.scheduleAt())));
  }

  /**
   * Executes a failed or revoked schedule once more. Of several retries at a time one does it: the
   * others find another payment than they have read.
   */
  Precondition secondExecution() {
    return new Precondition(
        """
        update schedule set status = 'executed', executed_at = :now, revoked_at = null,
                            payment_number = :paymentNumber
         where merchant_id = :merchant and id = :conditionId and due_at is null
           and coalesce(payment_number, '') = :conditionBefore
        returning 1
        """,
        Map.of(
            "conditionId",
            schedule.id(),
            "conditionBefore",
            schedule.paymentNumber() == null ? "" : schedule.paymentNumber()));
  }
}
