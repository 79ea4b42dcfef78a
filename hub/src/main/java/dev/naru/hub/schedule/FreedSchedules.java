package dev.naru.hub.schedule;

import dev.naru.hub.payment.ScheduledSlots;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes schedules pending again whose charge never reached the PG. */
record FreedSchedules(JdbcClient db) implements ScheduledSlots {

  /**
   * Finds the executed schedule of a payment, unless its order has been scheduled anew meanwhile.
   */
  private static final String OF_PAYMENT =
      """
       where s.merchant_id = :merchant and s.payment_number = :paymentNumber
         and s.status = 'executed'
         and not exists (select 1 from schedule other
                          where other.merchant_id = :merchant
                            and other.order_number = s.order_number
                            and other.status = 'scheduled')
      """;

  @Override
  public boolean canBeFreed(long merchantId, String paymentNumber) {
    return db.sql("select exists (select 1 from schedule s" + OF_PAYMENT + ")")
        .param("merchant", merchantId)
        .param("paymentNumber", paymentNumber)
        .query(Boolean.class)
        .single();
  }

  @Override
  public String free() {
    return """
    update schedule s
       set status = 'scheduled', due_at = :now, executed_at = null, payment_number = null,
           leased_until = null
    """
        + OF_PAYMENT;
  }
}
