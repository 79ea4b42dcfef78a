package dev.naru.hub.payment.store;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.payment.Payments;
import java.util.Optional;

/**
 * Reads payments with the values that only this module needs. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface StoredPayments extends Payments {

  /** A payment and the channel that it goes through. */
  record WithChannel(StoredPayment stored, Channel channel) {}

  /** One payment of a merchant; empty when there is none. */
  Optional<StoredPayment> load(long merchantId, String paymentNumber);

  /** Loads a payment and its channel in one round trip; also empty if the channel is gone. */
  Optional<WithChannel> loadWithChannel(long merchantId, String paymentNumber);

  /**
   * The payment that a PG knows by this order number, which is the payment number and unique in the
   * whole installation.
   */
  Optional<StoredPayment> loadByOrder(String paymentNumber);

  /**
   * The payment that a cancel of this order means: one with money left before one without, and then
   * the newest.
   */
  Optional<StoredPayment> findCancellable(long merchantId, String orderNumber);
}
