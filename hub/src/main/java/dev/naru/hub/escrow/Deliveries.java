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

  /** Tells the PG of a delivery that it wasn't told of before. */
  Result register(Merchant merchant, String paymentNumber, Delivery delivery);

  /** Tells the PG of another delivery than before. */
  Result change(Merchant merchant, String paymentNumber, Delivery delivery);

  Result find(Merchant merchant, String paymentNumber);

  /** How a call ended. */
  sealed interface Result {

    /** As the PG was told. */
    record Told(String courier, String invoice, Instant sentAt, Instant appliedAt)
        implements Result {}

    /** No such payment. */
    record NoPayment() implements Result {}

    /** The payment isn't an escrow payment that is paid; or told before, or not told before. */
    record Conflict() implements Result {}

    /** The PG can't. */
    record NotSupported() implements Result {}

    record Refused(String text) implements Result {}

    /** The PG's answer is unknown, or it could not be reached. */
    record NoAnswer() implements Result {}
  }
}
