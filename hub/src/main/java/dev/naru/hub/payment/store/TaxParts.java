package dev.naru.hub.payment.store;

import org.jspecify.annotations.Nullable;

/**
 * The tax parts of a payment, and of its cancels so far, in minor units (spec/rest-api.md §4.3.8).
 *
 * @param taxFree null where the merchant named none, which means that nothing is tax-free
 * @param vat null where the merchant left it to the PG
 * @param cancelledTaxFree of the cancels that named it
 * @param cancelledVat of the cancels that named it
 */
public record TaxParts(
    @Nullable Long taxFree, @Nullable Long vat, long cancelledTaxFree, long cancelledVat) {

  /** How much of the tax-free part may still be cancelled. */
  public long taxFreeLeft() {
    return Math.max(0, (taxFree == null ? 0 : taxFree) - cancelledTaxFree);
  }

  /** How much of the VAT may still be cancelled; null where the merchant never named it. */
  public @Nullable Long vatLeft() {
    return vat == null ? null : Math.max(0, vat - cancelledVat);
  }
}
