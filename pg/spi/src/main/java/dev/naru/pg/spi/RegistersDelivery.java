package dev.naru.pg.spi;

import java.time.Instant;

/** A PG that must be told when the goods of an escrow payment are delivered. */
public interface RegistersDelivery {

  /**
   * Tells the PG once of a delivery.
   *
   * @param pgTid the PG's transaction number of the charge
   * @param change whether it changes a delivery that was registered before
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

  /**
   * The sender or receiver of a parcel. {@code toString} hides the values, because they are
   * personal data.
   */
  record Party(String name, String tel, String addr, String postcode) {

    @Override
    public String toString() {
      return "Party[hidden]";
    }
  }

  /** The result of registering a delivery. */
  sealed interface DeliveryOutcome {

    record Registered(Instant at) implements DeliveryOutcome {}

    /** The PG certainly didn't register the delivery. */
    record Refused(PgError error) implements DeliveryOutcome {}

    /** The PG surely never got the request. */
    record NotSent(String reason) implements DeliveryOutcome {}

    /** The PG's answer timed out or is unreadable; the call may be made again, as a change. */
    record Unknown(String reason) implements DeliveryOutcome {}
  }
}
