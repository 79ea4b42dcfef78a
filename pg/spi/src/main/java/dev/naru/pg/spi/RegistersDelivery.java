package dev.naru.pg.spi;

import java.time.Instant;

/** A PG that is told of the delivery of what an escrow payment paid for. */
public interface RegistersDelivery {

  /**
   * Tells the PG once.
   *
   * @param pgTid the PG's transaction number of the charge
   * @param change whether a delivery that was told before is changed
   */
  DeliveryOutcome registerDelivery(
      PersistedAttempt attempt, String pgTid, Delivery delivery, boolean change);

  /**
   * A delivery (spec/rest-api.md §4.10). The hub has validated it.
   *
   * @param courier V1's code of the courier ({@code CJGLS}); {@code ETC} for any other
   * @param invoice the courier's number of the parcel
   */
  record Delivery(Party sender, Party receiver, String courier, String invoice, Instant sentAt) {}

  /** Who sends or receives a parcel. Hidden in {@code toString}: it is personal data. */
  record Party(String name, String tel, String addr, String postcode) {

    @Override
    public String toString() {
      return "Party[hidden]";
    }
  }

  /** How it ended. */
  sealed interface DeliveryOutcome {

    record Registered(Instant at) implements DeliveryOutcome {}

    /** The PG certainly took no note of it. */
    record Refused(PgError error) implements DeliveryOutcome {}

    /** The PG surely never got the request. */
    record NotSent(String reason) implements DeliveryOutcome {}

    /** Timed out or unreadable; the call may be made again, as a change. */
    record Unknown(String reason) implements DeliveryOutcome {}
  }
}
