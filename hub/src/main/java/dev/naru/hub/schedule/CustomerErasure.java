package dev.naru.hub.schedule;

import dev.naru.hub.billing.BillingKeys;

/**
 * Erases a customer's personal data: the holder of the billing key and the buyer of schedules that
 * have ended. The key and the schedules themselves stay, so that the books still balance; for
 * payments there is {@link dev.naru.hub.payment.Erasure}. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away. Thread-safe.
 */
public final class CustomerErasure {

  private final BillingKeys keys;
  private final ScheduleRepository schedules;

  CustomerErasure(BillingKeys keys, ScheduleRepository schedules) {
    this.keys = keys;
    this.schedules = schedules;
  }

  /** The result of an erasure. */
  public enum Erased {
    DONE,
    /** Schedules are pending, whose charges still name the buyer to the PG: revoke them first. */
    PENDING_SCHEDULES,
    /** The merchant has neither a key nor a schedule of such a customer. */
    NO_CUSTOMER
  }

  /**
   * Erases the customer's data; a second call changes nothing. Call it in a transaction, so that
   * all is erased or nothing.
   */
  public Erased erase(long merchantId, String customerKey) {
    if (schedules.exist(merchantId, customerKey)) {
      return Erased.PENDING_SCHEDULES;
    }
    boolean hasKey = keys.eraseHolder(merchantId, customerKey);
    int ended = schedules.eraseBuyers(merchantId, customerKey);
    return hasKey || ended > 0 ? Erased.DONE : Erased.NO_CUSTOMER;
  }
}
