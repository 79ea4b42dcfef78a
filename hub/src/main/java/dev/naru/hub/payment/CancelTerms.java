package dev.naru.hub.payment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a cancel of a payment may be, before it is asked for. */
public interface CancelTerms {

  /**
   * The terms as they stand; a cancel that ends meanwhile changes them.
   *
   * @return empty when the merchant has no such payment
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  Optional<Terms> of(long merchantId, String paymentNumber);

  /**
   * @param remainingMinor what is left, in minor units of the payment's currency
   * @param taxFreeLeftMinor the tax-free part of it
   * @param vatLeftMinor the VAT in it; null where the merchant left it to the PG
   * @param cancellable whether the payment is paid, something is left, and the PG's table has a
   *     cancel of its method
   * @param inParts whether a part alone can be cancelled
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
