package dev.naru.hub.billing;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A charge by key at a time to come (spec/rest-api.md §2.5).
 *
 * @param paymentNumber the payment that came of it; null until it was executed
 * @param provider V1's code, null until it was executed; so is {@code mid}
 * @param paymentState null until it was executed
 * @param failReason of the payment, null unless it failed
 */
public record Schedule(
    long id,
    String customerKey,
    String orderNumber,
    Status status,
    @Nullable String paymentNumber,
    @Nullable String provider,
    @Nullable String mid,
    @Nullable String customerId,
    Instant scheduleAt,
    @Nullable Instant executedAt,
    @Nullable Instant revokedAt,
    Money amount,
    @Nullable String name,
    Payment.Buyer buyer,
    @Nullable String customData,
    @Nullable PaymentState paymentState,
    @Nullable String failReason) {

  /** V1's {@code schedule_status}. */
  public enum Status {
    SCHEDULED("scheduled"),
    /** Its payment is on record, and may be under way. */
    EXECUTED("executed"),
    REVOKED("revoked");

    private final String code;

    Status(String code) {
      this.code = code;
    }

    /** The word on V1's wire. */
    public String code() {
      return code;
    }
  }
}
