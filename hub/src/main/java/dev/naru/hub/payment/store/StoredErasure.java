package dev.naru.hub.payment.store;

import dev.naru.hub.payment.Erasure;
import dev.naru.hub.payment.Payment;
import java.time.InstantSource;

/** Erases buyers' personal data from stored payments. */
public final class StoredErasure implements Erasure {

  private final StoredPayments payments;
  private final Transitions writer;
  private final SealedBuyer buyers;
  private final InstantSource time;

  public StoredErasure(
      StoredPayments payments, Transitions writer, SealedBuyer buyers, InstantSource time) {
    this.payments = payments;
    this.writer = writer;
    this.buyers = buyers;
    this.time = time;
  }

  @Override
  public Erased erase(long merchantId, String paymentNumber) {
    return payments
        .load(merchantId, paymentNumber)
        .map(stored -> erase(stored.payment()))
        .orElse(Erased.NO_PAYMENT);
  }

  private Erased erase(Payment payment) {
    long merchantId = payment.merchantId();
    String number = payment.paymentNumber();
    byte[] nobody = buyers.keep(Payment.Buyer.NOBODY, merchantId, number).sealed();
    String digests = buyers.keep(payment.buyer(), merchantId, number).digests();
    return writer.execute(new BuyerErased(merchantId, number, nobody, digests, time.instant()))
        ? Erased.DONE
        : Erased.UNDER_WAY;
  }
}
