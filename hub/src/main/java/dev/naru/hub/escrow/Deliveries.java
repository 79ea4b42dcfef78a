package dev.naru.hub.escrow;

import dev.naru.hub.merchant.Merchant;
import dev.naru.pg.spi.RegistersDelivery.Delivery;
import java.time.Instant;

/**
 * Deliveries of what escrow payments paid for (spec/rest-api.md §4.10). Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away; those that ask a PG block
 * for it (at most about 30 s).
 */
public interface Deliveries {

  /** Registers a payment's first delivery with the PG. */
  Result register(Merchant merchant, String paymentNumber, Delivery delivery);

  /** Changes a delivery that was registered before. */
  Result change(Merchant merchant, String paymentNumber, Delivery delivery);

  Result find(Merchant merchant, String paymentNumber);

  /** How a call ended. */
  sealed interface Result {

    /** The PG took the delivery. The values are those that the PG was told. */
    record Told(String courier, String invoice, Instant sentAt, Instant appliedAt)
        implements Result {}

    /** The merchant has no such payment. */
    record NoPayment() implements Result {}

    /**
     * The payment isn't a paid escrow payment; or its delivery was registered already; or a change
     * was asked for, and none was registered.
     */
    record Conflict() implements Result {}

    /** The PG can't register deliveries. */
    record NotSupported() implements Result {}

    record Refused(String text) implements Result {}

    /** The PG's answer is unknown, or it could not be reached. */
    record NoAnswer() implements Result {}
  }
}
