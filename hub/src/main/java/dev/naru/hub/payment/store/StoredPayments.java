package dev.naru.hub.payment.store;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.payment.Payments;
import java.util.Optional;

/**
 * Payments with what only this module needs of them. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface StoredPayments extends Payments {

  /** A payment and the channel that it goes through. */
  record WithChannel(StoredPayment stored, Channel channel) {}

  /** One payment of a merchant; empty when there is none. */
  Optional<StoredPayment> load(long merchantId, String paymentNumber);

  /** Loads a payment and its channel in one round trip; empty also where the channel is gone. */
  Optional<WithChannel> loadWithChannel(long merchantId, String paymentNumber);

  /**
   * The payment that a PG knows by this order number: it is the payment's own number, which is
   * unique over the whole installation.
   */
  Optional<StoredPayment> loadByOrder(String paymentNumber);

  /** The payment of an order that a cancel means: money left before none, then the newest. */
  Optional<StoredPayment> findCancellable(long merchantId, String orderNumber);
}
