package dev.naru.hub.payment;

import dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cancels payments, wholly or in part (spec/rest-api.md §4.3.8). Cancels of one payment never
 * overlap (G09).
 */
public interface Cancellation {

  /** Cancels a payment. Blocks until the PG has answered, or until its answer has timed out. */
  Result cancel(Command command);

  /**
   * Says which cancels of a payment are possible now; a cancel that ends meanwhile changes that.
   *
   * @return empty when the merchant has no such payment
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Optional<Terms> terms(long merchantId, String paymentNumber);

  /**
   * The possible cancels of a payment.
   *
   * @param remainingMinor how much can still be cancelled, in minor units of the payment's currency
   * @param taxFreeLeftMinor the tax-free part of that
   * @param vatLeftMinor the VAT in that; null if the merchant left the VAT to the PG
   * @param cancellable whether the payment is paid, something is left, and the PG's table has a
   *     cancel of its method
   * @param inParts whether a part can be cancelled
   * @param needsRefundAccount whether the money goes back to an account that must be named
   */
  record Terms(
      long remainingMinor,
      long taxFreeLeftMinor,
      @Nullable Long vatLeftMinor,
      boolean cancellable,
      boolean inParts,
      boolean needsRefundAccount) {}

  /**
   * A request to cancel; all amounts are in minor units of the payment's currency.
   *
   * @param paymentNumber takes precedence over {@code orderNumber}
   * @param amountMinor positive; null for all that is left
   * @param taxFreeMinor the tax-free part of the amount; null if not given
   * @param vatMinor the VAT in the amount; null if not given
   * @param checksumMinor how much the caller believes is left before this cancel; null for no check
   * @param reason null for none given
   * @param refundTo the account to which a deposit is refunded; needed only for virtual accounts
   * @param enableWebhook whether the merchant gets a webhook
   */
  record Command(
      long merchantId,
      @Nullable String paymentNumber,
      @Nullable String orderNumber,
      @Nullable Long amountMinor,
      @Nullable Long taxFreeMinor,
      @Nullable Long vatMinor,
      @Nullable Long checksumMinor,
      @Nullable String reason,
      @Nullable RefundAccount refundTo,
      boolean enableWebhook) {}

  /**
   * The result of a cancel. Only {@link Cancelled} and {@link Unresolved} may have changed
   * something.
   */
  sealed interface Result {
    record Cancelled(Payment payment) implements Result {}

    /** The merchant has no such payment, or it was never paid. */
    record NotFound() implements Result {}

    record NothingLeft() implements Result {}

    record ExceedsRemaining(long remainingMinor) implements Result {}

    /**
     * The tax-free part is more than this cancel, or more than is left of the payment's.
     *
     * @param mostMinor how much the tax-free part may be, in minor units
     */
    record ExceedsTaxFree(long mostMinor) implements Result {}

    /** The taxed part is more than is left of the payment's. */
    record ExceedsTaxed(long mostMinor) implements Result {}

    /** The VAT is more than the taxed part, or more than is left of the payment's. */
    record ExceedsVat(long mostMinor) implements Result {}

    record ChecksumDiffers() implements Result {}

    /** The PG can't cancel it, or another cancel of the payment has been under way for too long. */
    record Refused(String code, String text) implements Result {}

    /** The PG could not be reached: nothing was cancelled, and the call may be made again. */
    record NotSent() implements Result {}

    /**
     * The outcome of this cancel, or of an earlier one, is unknown; the {@link Janitor} will find
     * it out.
     */
    record Unresolved() implements Result {}

    /** It isn't known yet whether the payment is paid at all; the {@link Janitor} will find out. */
    record ChargeUnresolved() implements Result {}
  }
}
