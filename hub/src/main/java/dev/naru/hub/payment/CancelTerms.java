package dev.naru.hub.payment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which cancels of a payment are possible, before one is requested. */
public interface CancelTerms {

  /**
   * The present terms; a cancel that ends meanwhile changes them.
   *
   * @return empty when the merchant has no such payment
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Optional<Terms> of(long merchantId, String paymentNumber);

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
}
