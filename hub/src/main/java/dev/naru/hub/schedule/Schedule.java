package dev.naru.hub.schedule;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge by billing key at a later time (spec/rest-api.md §2.5).
 *
 * @param id sorts by the time of entry; V1's wire doesn't show it
 * @param paymentNumber the number of the payment that executed the schedule; null until then
 * @param provider the V1 code of that payment's PG; null until then
 * @param mid that payment's MID; null until then
 * @param customerId the merchant's own id of the customer; null if it gave none
 * @param amount more than 0
 * @param paymentState that payment's state; null until then
 * @param failReason why that payment failed; null unless it did
 */
public record Schedule(
    UUID id,
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
    /** The schedule waits for its time. */
    SCHEDULED("scheduled"),
    /** A payment was entered for the schedule. The payment may be under way, or may have failed. */
    EXECUTED("executed"),
    REVOKED("revoked");

    private final String code;

    Status(String code) {
      this.code = code;
    }

    /** The word on V1's wire, and in the database. */
    public String code() {
      return code;
    }
  }
}
