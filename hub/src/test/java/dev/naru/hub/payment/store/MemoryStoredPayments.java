package dev.naru.hub.payment.store;

import static java.util.Comparator.comparing;

import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.PreparedAmounts.Prepared;
import dev.naru.hub.payment.store.MemoryTables.PaymentRow;
import dev.naru.hub.testing.MemoryPayments;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link StoredPayments} and {@link CreatePayment} in memory. */
public record MemoryStoredPayments(
    MemoryTables tables, SealedBuyer buyers, PaymentNumbers numbers, InstantSource time)
    implements StoredPayments, CreatePayment {

  /** All payments, in the order in which they were entered. */
  public List<Payment> all() {
    return tables.payments().map(row -> tables.read(row, true)).toList();
  }

  private StoredPayment stored(PaymentRow row) {
    return new StoredPayment(
        tables.read(row, true),
        row.asked.noticeUrls(),
        row.asked.confirmUrl(),
        row.tellsFailure,
        null,
        new StoredPayment.Tax(
            row.asked.taxFreeMinor(),
            row.asked.vatMinor(),
            row.cancelledTaxFree,
            row.cancelledVat));
  }

  @Override
  public Optional<StoredPayment> load(long merchantId, String paymentNumber) {
    return tables.payment(merchantId, paymentNumber).map(this::stored);
  }

  @Override
  public Optional<WithChannel> loadWithChannel(long merchantId, String paymentNumber) {
    return tables
        .payment(merchantId, paymentNumber)
        .map(row -> new WithChannel(stored(row), row.asked.channel()));
  }

  @Override
  public Optional<StoredPayment> loadByOrder(String paymentNumber) {
    return tables
        .payments()
        .filter(row -> row.entered.paymentNumber().equals(paymentNumber))
        .findFirst()
        .map(this::stored);
  }

  @Override
  public Optional<StoredPayment> findCancellable(long merchantId, String orderNumber) {
    return tables
        .payments()
        .filter(row -> row.merchantId() == merchantId)
        .filter(row -> row.asked.orderNumber().equals(orderNumber))
        .filter(row -> row.state == PaymentState.PAID || row.state == PaymentState.CANCELLED)
        .max(
            comparing((PaymentRow row) -> row.amount.minor() > row.cancelled)
                .thenComparing(row -> row.entered.at())
                .thenComparing(row -> row.entered.paymentNumber()))
        .map(this::stored);
  }

  @Override
  public Optional<Payment> find(long merchantId, String paymentNumber) {
    return tables.payment(merchantId, paymentNumber).map(row -> tables.read(row, true));
  }

  @Override
  public Optional<Payment> findByOrderNumber(
      long merchantId, String orderNumber, Set<PaymentState> states, Sorting sorting) {
    return new MemoryPayments(all()).findByOrderNumber(merchantId, orderNumber, states, sorting);
  }

  @Override
  public Result open(NewPayment payment) {
    String paymentNumber = numbers.next("imp_");
    boolean reuse = payment.allowReuseAfterFullCancel();
    boolean paidBefore =
        tables
            .ofOrder(payment)
            .filter(row -> row.state == PaymentState.PAID || row.state == PaymentState.CANCELLED)
            .anyMatch(row -> row.holdsOrder && !row.isFreed(reuse));
    Prepared prepared =
        tables.prepared.get(
            MemoryPrepared.key(payment.channel().merchantId(), payment.orderNumber()));
    tables.released(payment).forEach(row -> row.holdsOrder = false);
    if (paidBefore) {
      return new Result.AlreadyPaid();
    }
    if (prepared != null && !prepared.agreesWith(payment.amount())) {
      return new Result.PreparedAmountDiffers();
    }
    tables.enter(
        new PaymentRow(
            payment,
            NewPaymentSql.Row.ready(
                payment,
                paymentNumber,
                buyers.keep(payment.buyer(), payment.channel().merchantId(), paymentNumber),
                time.instant())));
    return new Result.Opened(paymentNumber);
  }
}
