package dev.naru.hub.payment;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A merchant's payments, one after the other, without the buyers' data. */
public interface PaymentExport {

  /**
   * A payment. Times and texts are null while unset; amounts are minor units of {@code currency}.
   *
   * @param provider the V1 code of the PG
   * @param method V1's word
   */
  record Line(
      String paymentNumber,
      String orderNumber,
      PaymentState state,
      String provider,
      String mid,
      boolean test,
      @Nullable String pgTid,
      String method,
      @Nullable String name,
      String currency,
      long amountMinor,
      long cancelledMinor,
      Instant startedAt,
      @Nullable Instant paidAt,
      @Nullable Instant failedAt,
      @Nullable Instant cancelledAt,
      String applyNum,
      @Nullable String customerKey,
      @Nullable String failReason) {}

  /**
   * Passes every payment that was begun in a period to the consumer, in its present state and in no
   * certain order. Only few are in memory at a time.
   *
   * @param from the period's beginning, included
   * @param to the period's end, excluded
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  void each(long merchantId, Instant from, Instant to, Consumer<Line> consumer);
}
