package dev.naru.hub.payment;

import dev.naru.hub.payment.store.BuyerErased;
import dev.naru.hub.payment.store.SealedBuyer;
import dev.naru.hub.payment.store.StoredPayments;
import dev.naru.hub.payment.store.Transitions;
import java.time.InstantSource;

/**
 * Erases the buyer's personal data from a payment, which a buyer may demand. The payment's numbers,
 * amounts, journal and cancels stay, so that the books still balance. Thread-safe.
 */
public final class Erasure {

  private final StoredPayments payments;
  private final Transitions writer;
  private final SealedBuyer buyers;
  private final InstantSource time;

  Erasure(StoredPayments payments, Transitions writer, SealedBuyer buyers, InstantSource time) {
    this.payments = payments;
    this.writer = writer;
    this.buyers = buyers;
    this.time = time;
  }

  /** The result of an erasure. */
  public enum Erased {
    DONE,
    /** The payment isn't over yet: a call to the PG, or a deposit, may still need the buyer. */
    UNDER_WAY,
    /** The merchant has no such payment. */
    NO_PAYMENT
  }

  /**
   * Erases name, e-mail, telephone number, address, {@code custom_data}, the browser's name and the
   * name on a virtual account; nobody finds the payment by its buyer any more. A second call
   * changes nothing.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
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
