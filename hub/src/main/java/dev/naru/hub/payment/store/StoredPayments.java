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

  /** Both in one round trip. Empty also where the channel is gone. */
  Optional<WithChannel> loadWithChannel(long merchantId, String paymentNumber);

  /** The PG's order number is the payment's id, and unique over the whole installation. */
  Optional<StoredPayment> loadByOrder(String paymentNumber);

  /** The payment of an order that a cancel means: money left before none, then the newest. */
  Optional<StoredPayment> findCancellable(long merchantId, String orderNumber);
}
