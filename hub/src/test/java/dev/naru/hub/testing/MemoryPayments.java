package dev.naru.hub.testing;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.payment.Payments;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@link Payments} for tests without a database; keeps {@link PaymentsContract} as the real ones.
 */
public record MemoryPayments(Collection<Payment> payments) implements Payments {

  @Override
  public Optional<Payment> find(long merchantId, String paymentNumber) {
    return payments.stream()
        .filter(it -> it.merchantId() == merchantId && it.paymentNumber().equals(paymentNumber))
        .findFirst();
  }

  @Override
  public Optional<Payment> findByOrderNumber(
      long merchantId, String orderNumber, Set<PaymentState> states, Sorting sorting) {
    Function<Payment, @Nullable Instant> column =
        switch (sorting.by()) {
          case STARTED -> Payment::startedAt;
          case PAID -> Payment::paidAt;
          case UPDATED -> MemoryPayments::updatedAt;
        };
    Comparator<Instant> time = Comparator.naturalOrder();
    Comparator<String> number = Comparator.naturalOrder();
    Comparator<Payment> order =
        Comparator.comparing(
                column, Comparator.nullsLast(sorting.newestFirst() ? time.reversed() : time))
            .thenComparing(
                Payment::paymentNumber, sorting.newestFirst() ? number.reversed() : number);
    return payments.stream()
        .filter(it -> it.merchantId() == merchantId && it.orderNumber().equals(orderNumber))
        .filter(it -> states.isEmpty() || states.contains(it.state()))
        .min(order);
  }

  private static Instant updatedAt(Payment it) {
    return Stream.of(it.paidAt(), it.failedAt(), it.cancelledAt())
        .flatMap(Stream::ofNullable)
        .max(Comparator.naturalOrder())
        .orElse(it.startedAt());
  }
}
