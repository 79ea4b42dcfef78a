package dev.naru.hub.payment;

import dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount;
import org.jspecify.annotations.Nullable;

/** Giving money back (spec/rest-api.md §4.3.8). Cancels of one payment never overlap (G09). */
public interface Cancellation {

  /** Blocks until the PG has answered, or until it is known that it won't. */
  Result cancel(Command command);

  /**
   * @param paymentNumber wins over {@code orderNumber}
   * @param amountMinor null for all that is left; else positive
   * @param taxFreeMinor the tax-free part of the amount; null where none is named
   * @param vatMinor the VAT in the amount, likewise
   * @param checksumMinor the caller's idea of what is left before; null not to check
   * @param reason null for none given
   * @param refundTo where a deposit goes back to; needed for virtual accounts alone
   * @param enableWebhook whether the merchant is told by webhook
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

  /** How it ended; all but {@link Cancelled} and {@link Unresolved} changed nothing. */
  sealed interface Result {
    record Cancelled(Payment payment) implements Result {}

    /** No such payment, or one that was never paid. */
    record NotFound() implements Result {}

    record NothingLeft() implements Result {}

    record ExceedsRemaining(long remainingMinor) implements Result {}

    /**
     * The tax-free part is more than this cancel, or more than is left of the payment's.
     *
     * @param mostMinor how much it may be
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
     * The PG's answer is unknown, to this cancel or to an earlier one; the janitor will find out.
     */
    record Unresolved() implements Result {}

    /** Nobody knows yet whether the payment is paid at all; the janitor will find out. */
    record ChargeUnresolved() implements Result {}
  }
}
