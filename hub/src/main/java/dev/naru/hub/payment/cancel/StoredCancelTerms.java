package dev.naru.hub.payment.cancel;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.payment.CancelTerms;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.store.StoredPayment;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.pg.spi.PayMethod;
import java.util.Optional;

/** Computes the terms of a cancel with the same rules that refuse cancels. */
public final class StoredCancelTerms implements CancelTerms {

  private final StoredPayments payments;
  private final Channels channels;

  public StoredCancelTerms(StoredPayments payments, Channels channels) {
    this.payments = payments;
    this.channels = channels;
  }

  @Override
  public Optional<Terms> of(long merchantId, String paymentNumber) {
    return payments.load(merchantId, paymentNumber).map(this::terms);
  }

  private Terms terms(StoredPayment stored) {
    Payment payment = stored.payment();
    long remaining = payment.state().wasPaid() ? payment.remainingMinor() : 0;
    var channel = channels.byId(payment.merchantId(), payment.channelId()).orElseThrow();
    boolean able =
        remaining > 0
            && PgCancellation.unable(channel, payment, payment.amount().minor()).isEmpty();
    return new Terms(
        remaining,
        Math.min(remaining, stored.tax().taxFreeLeft()),
        stored.tax().vatLeft(),
        able,
        able && remaining > 1 && PgCancellation.unable(channel, payment, 1).isEmpty(),
        payment.method().equals(PayMethod.VBANK));
  }
}
