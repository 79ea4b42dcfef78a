package dev.naru.hub.billing;

import dev.naru.hub.billing.BillingKeyRepository.StoredKey;
import dev.naru.hub.payment.Precondition;
import dev.naru.pg.spi.PayMethod;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is executed.
 *
 * @param channelId the key's, when it was scheduled; so is the method
 * @param key null when it is gone
 */
record Due(
    long merchantId,
    Schedule schedule,
    long channelId,
    PayMethod method,
    ApiOrder order,
    @Nullable StoredKey key) {

  /** Executes it: in the commit that enters its payment, once, and not if it was revoked. */
  Precondition executes() {
    return new Precondition(
        """
        update schedule set status = 'executed', executed_at = :now, payment_number = :paymentNumber
         where merchant_id = :gateMerchant and id = :gateId and status = 'scheduled'
           and schedule_at = :gateAt
        returning 1
        """,
        Map.of(
            "gateMerchant",
            merchantId,
            "gateId",
            schedule.id(),
            "gateAt",
            schedule.scheduleAt().atOffset(ZoneOffset.UTC)));
  }

  /** Executes one that failed or was revoked again: of two that try, one. */
  Precondition retries() {
    return new Precondition(
        """
        update schedule set status = 'executed', executed_at = :now, payment_number = :paymentNumber
         where merchant_id = :gateMerchant and id = :gateId and status <> 'scheduled'
           and coalesce(payment_number, '') = :gateBefore
        returning 1
        """,
        Map.of(
            "gateMerchant",
            merchantId,
            "gateId",
            schedule.id(),
            "gateBefore",
            schedule.paymentNumber() == null ? "" : schedule.paymentNumber()));
  }
}
